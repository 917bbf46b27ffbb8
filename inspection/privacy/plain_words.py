"""Common English words, no names: they tell "this is thandiwe mokoena" from "this is really urgent" without capitals.

The words that the project's own training turns use at least twice, and some classes of words by hand.
"""

from inspection.privacy.not_people import ORGANISATION, STOP, THINGS

_PLAIN = """
above abroad absolute absolutely absurd acc accept acceptance access accident accounts acct across act action activate
activated active activity actual actually add added adding additional addy adjuster admin adorable adults advance
adventurous advert advice advise adviser affect affected afford against agency ages ago agree agreed agreeing agreement
agrees ahead aid aim airline airport alert alerts allow allowance allowed almost alone along alright although amazing
amended amount angel anniversary annoyed annoying annual annum another answer answered answering answers anxious
anybody anymore anyone anytime anyway anywhere apartment api apologies apologise apologize apology app appalling
apparently appeal apple application applied applies apply appointment appreciate appreciated approval approve approved
apps area argue army around arrange arranging arrears arrest arrested arrival arrive arrived arrives arthritis ask
asked asks asr assessment assessor assigned assist assistance assistant assured attached attachment attempt attitude
attorney audio aunt authenticator authority auto automated automatically autumn available avoid away awesome babe baby
backend backing backup bad badge badly baffled bag bags baked balance balances banana banking barely basic basically
basis basket bathroom batteries battery bday beach bear bearing beautiful become bed bedroom beef begin begins behalf
behind believe bell below beneficiary benefit best bet better between beyond bicycle big bigger bike bill billing bills
bin bird birthday bit bits black blame blaming blank blast bless block blocked bloke bloody blue board boat boil boiler
boilerplate bold bond bonus book booked booklet books boots bored boring borrow borrowed boss bot bother bothered
bought bounced box boy brain branch brand breach breaches bread break breakdown breakfast breaks bridge brief brilliant
bring bringing broadband brochure broke broken broker brother brown bucks budget bug bugging bullshit bumped bumper bus
business busy buts button buy buying cache callback caller callers calls calm came cancel canceled cancellation
cancelled cannot cap capital cards care careful cares carries carry case cash cat catch caught caused cent century cert
certainly certificate certified chance change changed changes channel channels chap charge chargeable charges charging
charm chart chase chasing chat chatting cheap cheaper cheated check checked checkout checks cheers cheese chicken child
chk choice choose choosing chose chuck circumstances claiming claims class clause clean clear clearing clearly clears
click clicked clicking clients clinic close closed closes closing clowns coaches coat codes coffee cold colleague
collect collection collector college colloquial color colour com come comes comfortable coming comment comments
commission communication compensation complain complaining complaint complaints complete completed completely
compliance concern concerning condition conditional conditions conduct confirm confirmation confirmed confusing
confusion congratulations connect connected connection consent consider consumer contact contacted contacts continue
contract contractor contractors control convenient conversation cool copay copied copy corporate corrected
correspondence cost costs cough council count counter couple coupon courier course court cousin cover coverage covered
covers cow cracked crap crazy cream created credit credited crew criminal crook crooks cross cry crying crypto cure
cures curious current customers cut cutting cvv cya dad daft damage damaged damn dare dash dates daughter daylight days
dead deal deals dealt debit debt decade decide decided deciding decision declaration decline declined deductible deeply
default defective definitely degree delay delayed delete delighted delivered delivery demanded dental dented deny
departure deposit depot derm described desk desperate details detected device devices didnt die difference different
difficult digit digits dinner direct directly disappeared disappointing disconnect disconnected disconnecting discount
discuss discussed disease disgusting dispatched display dispute dissatisfied docs doctor document documents dodgy dog
doing dollar dollars door doorstep doubt down downgrade downside downtime dreadful dress drinks drive driver driving
drop dropped dropping drops duck due duke dumb dummy duplicate during each earlier earliest early earth easier easy eat
effect effective efficient eighteen eighty either electricity elevator eleven eligible elm else elsewhere emailed
emailing emails embarrassing emergency emmm emotion employer emptied empty enclosed end ended ending endowment ends
energy engineer engineers enjoy enough enroll enrolled enter entered entirely equity error escalate escalated escrow
esim estimated even every exactly exam excellent exception excess exchange excluded excludes exclusions exhausted
exhausting existing exit expect expected expensive experience expire expired expires expiry explain explained
explanation express extended extra extremely facts failed fails fair fake fall falling false family fancy fantastic far
fare fast faster father fault faulty favour fed fee feedback feel feels fees fell fender fever few fibre fifteen
fifteenth fifth fifty figure figured figures file filed filing fill filled filling final finally find finds finish
finished finishes fire firm firms fish fit fits fitted fitter fiver fix fixed fixes fixing flag flagged flat flight
flights flood flooding floor floors flu fly folder follow followed follows food forever forget forgot form formal
formality formally forth forty forward forwarded found fourteen fourteenth fourth fox fraud fraudsters freaking free
freebies freeze freezing fret fridge friend friendly friends frightening front frozen fruit frustrating frustration
fucking fully fuming fund funds funeral funny furious further fuss future fyi gamble garage garbage garden gas gasoline
gate gauranteed gave gen general generally generous genius genuine gets gift gig gigs gimme girl give given giving
glasses goat god goes gold gone gonna goodness google gorgeous gosh gotta government grab grade grand grandfather
grandma grandmother grateful gray green grey grievance groceries ground grow guarantee guaranteed guarantees guess
guest guide gutted guy gym haha half hand handed handle handled handler handling hands handset hang hanging happen
happened happening happens harbor hard hardly hassle hate head headache heads health hear heard hearing heart
heartbreaking heartbroken heat heating held hell helped helpful helping helpline helps her hidden high higher him hint
his hit hold holder holding holiday holidays home honest honestly honour hope hoped hopefully horrible horse hospital
host hot hotel hour hours house houses however hrs hug huge huh human hun hundred hung hurry hurt husband idea idiot
ifs ignore ignored illegal illness imagine immediately implicit import impossible impressed impression improve inbox
include included includes including income inconvenience incur indeed independent index individual info inform
information informed infuriating insane inside instalments instant instead instructions insulting insurer interaction
interest internal international internet interrupting invested investigate investigating investigation investment
investments invoice involved issued issuer item itinerary itll itself jail job joke judge keen keep keeps kept kettle
key keypad keys kick kicked kicks kid kidding kids kind kinda kindly kindness king kitchen kitty knew knock know label
labour lad lads lady lah lamp land landlord lands lane language lapse lapsed laptop large lasts late later laugh law
lawn lawyer lay lead leaflet leak leaking leaks learn leasehold least leather leave leaves leaving left legal leisure
lemme less lesson lets letter letters level liberty licence license lie lies life lifesaver lifetime lift lifted light
lights likely limit line lines link linked links lion list listed listen listened listening listing literally little
live lives livid loads loan loans locate located location lodge log logged logging login logo logs lol long longer
looked lord lose losing loss lot lounge love loved lovely low lower lowest loyal loyalty luck luggage lunch lunchtime
lying maam machine mad made maiden mail mailed main make makes making mam man manage managed manual manufacturer many
map mark marked marker market marketplace marks match matched matches mate matter maturity maybe mayor mean means meant
meanwhile meat medical medication medicine medium meds meeting membership memorable mental mention mentioned merchant
merely mess message messages messaging meter meters mid midnight migration miles milk min mind minimum minister mins
minutes missed mistake modem moisturiser mom money monitoring monthly months moreover moron morons mortgage mother
mouse move moved mri msg mug mum music mutual myself nah named nasty national navy near nearest nearly needed needful
negation negative neighbor neighbour neighbours neither nephew nervous net netbanking network neutral newborn news
newspapers next ngl nice nicked niece nightmare nights nil nineteen ninety ninth nobody noise non none nonsense noon
normal normally note noted notes notice noting nowt numbers nurse nuts obliged obviously odds offer offered offering
offers office officer official often older ombudsman omg once ones online onto open opened opening opens operate option
optional options orange ordered orders original others otherwise otp ought ours ourselves outage outcome outrageous
outright outside outstanding overdraft overdue overnight overpriced override owe owed owes own oxygen pack package page
paid pain painless panicking paper papers paperwork paraphrase parcel parcels parking part partner parts party pass
passcode passed passenger passing passport password passwords past pasta paste pathetic patience patient patients pause
pay payable payday payee payment payments payout paypal pays pdf peace pending penny pension pensioners people percent
perfect performance period permission permitted person personal personally pet phew phishing phones phoning photo
photos phrase pic pick picked picking picks pickup picture piece pig pin ping pink pipe pizza place placed plain plane
planned plans plate plated platform play pleased pleasure pls plug plumber plus pmt pocket point pointless points
police polite pool poor pop popped pork port portal position positive possible possibly post postcode posted posting
pot pound pounds power ppl practice pre prefer premium premiums prepaid prescription president press pressed pretending
pretty previous price prices prince princess principal principle print printed private privately pro prob probably
probs proceed process processed processing product profile profit promise promised promises promising promo promotion
proof proper property protected protection proud provide provider provisional pull pulled pulling purchase purple
purposes push put puts putting puzzled quality quarter queen queries question questionnaire questions queue quick
quickly quid quiet quite quiz quotation quote quoted quoting rain raise raised raising rang rarely rate rates rather
rating ratings reach reached read reading reads real reason rebooked recall receipt receive received receiving
reception recognise recommend recommended record recorded recorder recording records recovery red redelivery redo
reduce ref refer referral referred refund refundable refunded refunds refurbished refusal refuse refused reg regard
regards regional registered regret regulated regulator reissued release released relevant relief relieved remain
remaining remark remember reminder remote remove removed renew renewal renewed renewing renews rent rep repair repairs
repeat repeating replace replacement replied reply report reported reporting representative request requested require
required reseller resend reset resolve resolved respect respond response responsibility rest restart restore restored
result results return returned returns reverse reversed revert review reviewed reviews revised reward rice rider ring
ringing rings rise risk risks river road roaming robbery rock roll rolling roof room rooms rooting rotten roughly round
route router row rubbish rude ruin ruined rules run rung running runs rupees rush safe safety said salad sale sales
salesman same sardines satisfaction saved saves savings say saying says scam scammer scams scare scared scenario
schedule scheduled scheme school score scratch screen screenshot script sea search season seat seats sec second seconds
secret secretary section secure security seem seemed seems seen segments selfie sell seller sellers send sender sending
senior sense sent sentiment separate serial series serious seriously served session set settings settle settled seventy
shaking shame share shared shares sharing sheep sheet shes shift shine ship shipped shipping ships shit shocked
shocking shoes short shortage shortfall shortly shot shout shouted shouting show showed showing shown shows shrink shut
sick side sign signature signed signing signs silence silly silver sim similar simple simply single sister sit site
sits sitting sixteen sixty size skip skyline sleep slip slot slow slowly small smart smash smashed smell smells smiley
smoke smooth smoothly sofa software sold soldier solid solved somebody someone sometimes somewhere son soon sooner sort
sorted sorting sound sounds soz spa spam spare speak speaker specialist speed spend spent split spoke spoken sports
spot spread spreading spring squeeze sry staff stairs stake stand standard standing stands star stars start started
starting starts state statement statements station status stay staying stays steal step stick stink stock stocks stop
stopped stopping stops stored story straight strangers street stressed stressful strings stroller student stuff stunned
stupid sub subcontractor subject submit subscription such sucks suggest suit sum summer summit super supervisor supper
supplement supplier supply suppose supposed surgery surname surprise surrender survey surveyor surveys suspended
swallowed swap swapped swear swearing sweet sweetest sweetheart switch switched switches switching system tab table tag
taken takes taking talk talked talking tanks tap tape taped target tariff tarmac tax taxi tbh tea teacher tears tech
technician telecom telephone tell telling tells template tenancy tenant tend tenner tenth term terminal terms test text
texted texting texts than thankful thats theft theirs themselves therefore theres thesis theyll thick thief thing
things think thinking third thirty though thought thousand threat threatened threw thrilled through thru thumb thumbs
thx tick ticked ticket tickets ticks tie tied tier tiger tight til till times timeshare tiny tired tmrw together token
told tomorrow tone tonight took top tops total totally touch tour town trace track tracking trade traffic train
training transaction transactions transfer transferred travel traveling travelling travels treat treated trial tried
trip triple trouble truck true truly trust trusted try tub tunnel turn turned turning turns tweet twelfth twelve
twentieth twenty twice twitter type typed typing typo tyre tysm ugh umm unbelievable uncle unclear understand
understanding understood underwriter underwriting unfair unfortunately unit university unless unlimited unlock unlocked
unplug unreal until unusual update updated updates upgrade upgraded ups upsetting upstairs urge urgently url usage use
used useless users usually vaccine valid valuable value valued valve van vanish vanished variable venmo verification
verified verify version via view violet vip virtual virus visa visit voice voicemail voucher wait waited waive waived
walk wall wanna warehouse warned warning warrant warranty wary wash washer washing waste wasted wasting watch watchdog
water waterproof way wdym weather website wedding weekend weeks weight weird welcome well went whatever whats whatsapp
whatsoever wheel wheelchair whenever wherever whether whichever while whining white whoever whole wife wifi willing win
window windows winter wipe wire wish wishes withdraw withdrawal withdrawn within without wks wolf wonder wonderful wont
woohoo word wording words work worked working workplace works world worries worry worse worst worth wow write written
wrote wtf yay yearly years yellow yesterday yet yield youll yourself yourselves zelle zhi zipper
"""
PLAIN_WORDS = frozenset(_PLAIN.split()) | STOP | THINGS | ORGANISATION
