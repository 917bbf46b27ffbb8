"""Chinese surnames and the characters given names are made of: what a full name can look like."""

import re

SURNAMES = frozenset(
    "王李张刘陈常赖阎洪占逄逯隗宓甯揭衣杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚"
    "荀侍嵇佴亢况步钭戎束韶蓟邰鄂莘贡郦郤璩濮郏茹宦庾暨殳厍訾毋乜巢蒯竺桓谯笪钮亓闾邴仉檀忻郗郇郄眭睢昝綦缑仵肇慕习宿"
    "鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊"
)
_COMPOUND_SURNAMES_WORDS = """
欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 端木 南宫 独孤 长孙 呼延 轩辕 宇文 澹台 公冶 濮阳 淳于 申屠
钟离 鲜于 亓官 司寇 巫马 拓跋 百里 东郭 西门 闻人 赫连 完颜 纳兰 那拉 司空 宗政 乐正 第五
"""
COMPOUND_SURNAMES = tuple(_COMPOUND_SURNAMES_WORDS.split())
ALSO_FUNCTION_WORDS = frozenset("和都来应向时全支从相门计容连当初国用位区于")
"""Rare surnames that are far more often something else; they need a given name of common characters."""

GIVEN = frozenset(
    "圆霆锋汉蕾令何疏顾卫卓奎昱旻昶暄杭汝汐沂沐浠淼渲湛澄澍瀚灏炫煦熠珺珩瑛瑄瑕璞瓒盼睦碧祯祺禾秉筱箐纶绎绪翀翊舜苒荃荻菱萌"
    "蔚蕴薪裴跃轶遥铠锟闻雍霁霈韶骅骐鲲默侠侃俐倪偲儒允冉冕凌凰勉勋劲卉吟含唐唯坦垣夏夕妙妤姗姝娉婳季守宙宥寅屹岑岱峥峻崇嵘嵩巍"
    "幸弋彧彰御微忆忱恬恺悟惟愉憬懿戈戎抒挺擎攸昀昕易晏晔暖曜柠柯桑梧棠楚檀池沙沈男咏懋宾贯乾竞仕佑佐侯俏倬傲冲净凇则刘"
    "繁伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红建国华文辉力志永林春梅海燕雪峰云飞鹏宇浩然子轩梓涵欣怡雨佳琪思宏俊凯晨晓小东斌波亮"
    "光天达安岩中茂进有坚和彪博诚先敬震振壮会群豪心邦承乐绍功松善厚庆民友裕河哲江浪清泽学富顺信朋翔星义兴良仁山贵福龙元全胜祥才发武新利康世广嘉"
    "琼勤珍贞莉惠翠雅芝巧美慧淑珠凤洁琳素莲真环爱妹香月莺媛瑞凡青倩婷姣婉娴瑾颖露瑶婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯"
    "毓悦昭冰爽琬茗羽希宁育滢馥筠柔竹霭凝霓枫芸菲寒伊亚宜可姬舒影荔枝丝娅妮璐娇黛彬荣成士以政谦亨奇固之轮翰朗伯炎德行时泰盛雄琛钧冠策腾楠榕风航弘"
    "正日生礼宝田金玲银树长连铁根水木大维立家培恩启智睿曦彤莹晶晴妍婧媚娥桃杏菊芬苗茹萱若诗语嫣紫依诺奕奥皓煜烨炜焕熙煊烁灿辰昊旭昌昆晖景晟曼朝坤"
    "培堃城垚培基圣堂増增均尧耀跃越远迪邵鑫钰锋锐锦钢铭镇阳陆雷霖靖韬顶颂骏骁鸿鹤麒麟黎鼎齐默川州帆帅师常康庭廷延开彦彩律征循忠念怀恒悠情惜慈成战"
    "才扬承拓振捷接攀放敦斐方旺旋早晋晗普曙本朴权材村果柏栋标格桐桓梁森楷榆模欢歌毅沁沛泉泓法洲洪津浚浦润涌淇淳渊渝温游湘源溪滔漫潇潮灵炳焱煌照牧"
    "玄玮珂珊珏球理琦琨琪瑜璇璟甜画畅登皎益眸石砚硕磐祎祖禄禹秋科程稼穗童竣笑笛管箫简粤紫红约纪纬经绣维绮缘罗翎耕聆肃胤腾致航舟艾节芊芷苏英茵莎菡"
    "葳葵蓝蔓蕙薇虎虹蝶衡裕西观言诚诗谊谨豫贝贤赞赫超路辛辞远迎通逸道邦郁采重钊钦铃锡长门闯阔隆雯霄霏露非音页项顺颜飒飘香驰驹高魁鲁鸣鹃鹭麦麗龄阿丽娣"
    "如之知意进财书业墨屿笙沅曈芃栩翕姿娆囡聚宪喆劼勖召吉沧泷洵浔涧溢滨漪澈澎濛炯焰熔玑玓玖玟玥珈珞珣琚瑀璁畦皑皖祉祐笃筝翎翩聿臻舞芙芯苓苔荟莞菀葆蔓蘅虞"
    "觅谕轲辂逊遂邈铎铿镕隽霰靓韧韵颐骄骢鸾鹂鹄鼐梨悦沐熹昀苒楚言贺白"
    "佩霜棋夫苇妃伦寿援水寒其同自映双喜来招弟胖娃妞二三四五六七八九一万千百"
    "修柱铁多可果豆丁朵糖米星梦想甜妞圆满堂西北南东高洪山石土木火水月夜早晚午未申酉戌亥丑寅辰巳甲乙丙丁戊己庚辛壬癸孝悌忠廉耻温恭俭让仓库粮"
    "榕桉槐榆枝叶根芽苞蕾蕊穗禾苗稻谷麦粟菽黍稷熊豹狮虎龙蛇马羊猴鸡犬鹏鹰雀鸥鹭鸽鸳鸯鲤鲸鲨珊瑚贝玳瑁珀默"
)
"""Characters that are common in given names; used where the words around are weak evidence."""

NEVER_GIVEN = frozenset(
    "的了吗呢吧啊是在不没我你您他她它们这那哪啥么要就都也还很太再又把被让给跟对从到向往或但却因为所如果能会想说问打拨叫请先收买卖退换寄送发查"
    "看听用做去谢来上下里外前后个位号块点分岁次几多少些每各某您咱俩哦嗯呃哎喂好人别些部"
) - frozenset("来如")
_ENDS = (
    r"(?=$|[\s,，.。!！?？;；:：、)）(（【】\[|/\d\x00]|先生|女士|小姐|太太|本人|同学|老师|的|了|吗|吧|呢|啊|对|是|我|你"
    r"|您|他|她|这|那|想|要|请|手机|电话|身份|号码|地址|住|订单"
    r"|单号|卡号|银行|联系|邮箱|车牌|今年|家|在|就|然后|现在|麻烦|帮|办|查|开|用|买|申请|投诉|咨询|反映|有|没"
    r"|打|来|说|工号|客服|[二三两]个|和|跟|与|也|已|还|因|于|上|前|昨|今|刚|一|女|男|哈|哦|嗯|介绍|推荐|名下|不|没"
    r"|吧|做|寄|收|取|付|转|给|让|替|代|别|个人"
    r"|接|签|领|拿|写|填|报|留|同意|确认|授权|退|交|乘|去|到|过|一起|那边|这边|两|三|刚|签收|本人"
    r"|受益人|被保险|投保人|收件人|联系人|户名|卡号|账号|车牌|密码|护照|生日|以前|之前|现在|本来|可以|能|会|该|自己|老师|阿姨|叔叔|同志|名字|姓名|实名|登记|预约|预订|提供|留)"
)


def full_name_pattern(*, strict: bool) -> str:
    """A surname with one or two given characters (compound surnames: one or two), longest first.

    `strict` asks for characters common in given names; otherwise anything but function words will do.
    The shorter reading wins when the third character begins a word that follows names (手机, 我, 的).
    """
    given = "".join(sorted(GIVEN - NEVER_GIVEN)) if strict else "\u4e00-\u9fff"
    bar = "" if strict else f"(?![{''.join(sorted(NEVER_GIVEN))}])"
    one = f"{bar}[{given}]"
    singles = SURNAMES if strict else SURNAMES - ALSO_FUNCTION_WORDS
    surname = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{''.join(sorted(singles))}])"
    return f"{surname}(?:{one}{one}{_ENDS}|{one}{_ENDS}" + (")" if strict else f"|{one}{one}(?!个))")


def _sure_name_pattern() -> str:
    """Three characters that are hardly ever anything but a name: a common surname, two given characters, a clear end.

    Behind a clear beginning any surname will do.
    """
    given = "".join(
        sorted(GIVEN - NEVER_GIVEN - frozenset("一二三四五六七八九万千百以有和其同自援水寒如之知意进财书业贺白"))
    )
    rare = "".join(sorted(SURNAMES - ALSO_FUNCTION_WORDS - SURE_SURNAMES - frozenset("连农皮路花满时解钱费付")))
    first = rf"(?:[{''.join(sorted(SURE_SURNAMES))}]|{'|'.join(COMPOUND_SURNAMES)}|(?:(?<=^)|(?<={_BEGINS}))[{rare}])"
    return rf"{first}[{given}](?!真的)[{given}](?!了){_ENDS}"


def is_full_name(text: str, *, strict: bool = True) -> bool:
    """True when the whole text is one full Chinese name."""
    return bool((_STRICT if strict else _LOOSE).fullmatch(text))


SURE_SURNAMES = frozenset(
    "王李张刘陈杨赵黄吴徐孙朱胡郭林罗郑梁宋韩曹许邓冯彭蔡潘袁董吕魏蒋杜沈姜范卢汪崔陆廖姚邱谭韦贾邹孟秦阎薛侯郝邵龚赖尹詹邢倪翟殷阮柯欧俞聂焦"
    "岳涂褚甄骆裴戚祁霍"
)
"""Common surnames that seldom end another word."""

ONLY_IN_NAMES = frozenset(
    "伟芳娜敏静丽磊洋勇艳杰娟涛超霞刚桂玉萍燕玲琴婷倩颖琳媛瑶莹鹏峰斌豪浩轩梓涵欣怡琪俊凯晨晓宇辉丹婕蕾薇雪梅兰凤莲洁慧淑珍芬菊芹英秀娥蓉彬彦翔旭昊博睿哲瑞佳嘉"
    "鑫淼森栋飞坤泽鸿骏骁诚恒毅峻岩柏桐楠榕彤琦瑾璇萱芸芮茜莎菲雯霖震霆晖昕晴曦煜烨焕炜灿煌熠强军红建志文武平健康宁亮波琼蓓蕊倪妍姗妮娅婉媚嫣岚岳川帆帅畅聪颂琛琮璐琰蓁萌妤歆熹铭钰锐铮锋鹤骞骥麟黛"
)
"""Given characters that make a name of two characters likely."""

_BEGINS = r"[\s,，。:：、（(“是叫给找跟和让请替帮由用写填把被为向对与我你您他她的在上人加员户家学老公婆事女儿子]"
"""What stands before a name: where a surname and two given characters follow one of these in ordinary chat, and a clear
end follows them, four of five are names."""

SURE_NAME = re.compile(_sure_name_pattern())
ALSO_PLAIN_WORDS = frozenset("何方白车单习司东古牛")
"""Surnames that begin words too often for two ordinary characters behind them to make a name."""

BEGINS_BEFORE = re.compile(rf"(?:^|{_BEGINS})$")
_STRICT = re.compile(full_name_pattern(strict=True))
_LOOSE = re.compile(full_name_pattern(strict=False))
