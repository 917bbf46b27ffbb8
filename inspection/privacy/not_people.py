"""English words that are not people: they tell "Hannah Whitlock" from "Missing Bolts", "Best Buy", "New York"."""

_STOP_WORDS = """
a an the and or but if so then i i'm im me my mine you your yours he she it its it's we us our they them their this
that these those is am are was were be been being do does did done have has had having will would can could shall
should may might must not no yes yeah yep yup nope ok okay sure please thanks thank hello hi hey sir madam mr mrs ms
dr miss dear to from for of in on at by with about as up out off over under into calling call called speaking here
there now today just also still very really too what when where why how which who whom whose number phone email
address account order card policy claim code date birth zip mobile cell trying wanting looking having need needs want
wants wanted going get got getting would like help having issue problem regarding because since after before again
back all any some more most other correct right wrong good great fine sorry afraid sad happy upset glad unable able
unhappy angry ready done not never ever only always customer service support team agent manager department company
bank insurance store shop ridiculous unacceptable terrible awful urgent important new old my's spelled spell that's
last first middle full name one two three four five six seven eight nine zero oh double day morning afternoon evening
night moment minute time week month year per everything nothing something anything everyone everybody folks guys both
so-called very much waiting living based aware interested concerned worried confused frustrated disappointed satisfied
certain currently again having missing lost locked stuck using paying charged billed double-checking checking
verifying confirming asking wondering hoping reaching contacting returning writing moving changing cancelling
canceling january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday let letting see look looks take bye goodbye being it'll i'll you'll we'll
i've id im ive ill dont cant ssn social plan data gb model car city booking reference spelling username born living
you've we've don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't uh um er hmm already ten ph tel
myself officer detective sergeant dob fax ext
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that end a name wherever they stand."""

_ORGANISATION_WORDS = """
bank insurance mutual assurance inc ltd llc corp plc gmbh company group holdings limited university college school
hospital clinic hotel resort inn airlines airways airport station motors travel tours telecom wireless mobile energy
broadband street road avenue boulevard highway customer support service services care desk department team office club
bookstore supermarket pharmacy loans recoveries finance financial collections solutions systems partners associates
capital lending securities advisors brothers logistics express couriers supplies supply foods energy media studio
studios
"""
ORGANISATION = frozenset(_ORGANISATION_WORDS.split())
"""Words that make the capitalised words before them an organisation or a place, even "Chase Bank"."""

_THING_WORDS = """
united america american express premium gold silver platinum internet visa mastercard paypal amazon google apple
iphone ipad samsung galaxy windows android microsoft online prime black white blue green red watch pro max mini plus
ultra air total subtotal order orders delivery shipping charge charges fee fees refund refunds return returns exchange
item items product products price prices payment payments invoice receipt balance amount quantity discount voucher
gift subject re fwd urgent complaint complaints enquiry inquiry question questions request requests update status
confirmation warranty guarantee account accounts policy policies terms conditions privacy notice section chapter
article act rights consumer business standard basic family student senior junior economy class direct debit credit
current savings checking loan mortgage broken damaged wrong missing late lost faulty defective cancelled delayed bolts
screws parts part box package parcel size colour color sale sales deal deals offer offers best buy free special
edition limited home garden kitchen living bathroom bedroom sofa bed frame chair table lamp desk mattress laptop
tablet phone phones charger cable router modem television remote control machine coffee washing vacuum cleaner game
games card cards pass ticket tickets trip tour flight flights train bus tomorrow yesterday tonight weekend christmas
easter eve holiday holidays thanksgiving halloween north south east west upper lower central new york los angeles san
francisco diego jose antonio las vegas santa saint st el la de baton rouge hong kong sri lanka costa rica saudi arabia
buenos aires kuala lumpur tel aviv abu dhabi rio puerto cape town britain kingdom states republic zealand africa
america europe asia england scotland wales ireland london paris boston chicago seattle miami dallas houston denver
atlanta lake river mount mountain hill hills valley island islands beach bay harbour harbor port fort bridge square
mall plaza court tower towers castle palace museum park terminal gate platform city county district region village
street road avenue second third fourth half every each another same next previous final real true false big small long
short high low money people person somebody someone nobody none thing things way lot kind kindly regards wishes
sincerely faithfully respectfully cheers sent attached attachment image picture photo file screenshot video wifi wi-fi
mistake accident error errors fault default chance luck world star royal mail post office fedex ups dhl netflix disney
spotify facebook twitter whatsapp instagram tiktok youtube nike adidas sony lenovo dell huawei xiaomi toyota honda
ford bmw mercedes audi tesla volkswagen nissan hyundai land rover model super mega extra smart power fast quick summer
winter spring autumn cyber period robbery joke scam fraud disgrace nightmare complete absolute total absolutely
completely pure utter
"""
THINGS = frozenset(_THING_WORDS.split())
"""Words of products, places, headings and firms; a known first name before them still makes a name ("Emily Black")."""

_ALSO_COMMON_WORDS = """
will may june april august grace hope faith joy rose lily daisy violet ivy hazel ruby pearl iris flora summer amber
jade olive dawn crystal rosemary mercy patience constance bill mark frank jack dale guy kit lance art ray rex basil
angel victoria virginia georgia charlotte madison austin jordan florence chelsea salvador santiago jesus mercedes lee
leigh tiffany alexis luna aurora stella fern opal ned van sandy penny heather christian jean jasmine noel carol gene
max pat scott drew wei li ming jun mei an sun cora della don lance miles milo nova clay cliff jin soo rio rosa lola
shane rusty ama archer asa blair blake brooke carter casper chandler charity chester cooper coral dana desta devon
drake duke forrest grant griffin harmony heath holly homer hunter hyacinth ira israel kent lance marina melody
napoleon nat orlando pansy parker penny pip poppy porter preston prince prudence raven ria rocky roma roman saba
saffron sandy savannah shah shiloh sierra suman troy tucker ty una uri val walker willow
"""
ALSO_COMMON = frozenset(_ALSO_COMMON_WORDS.split())
"""First names that are also plain words or places: alone they do not announce a name."""

_MOSTLY_NAMES_WORDS = """
mark jack victoria charlotte lee scott jordan jean max heather jasmine christian madison tiffany alexis stella carol
blake brooke holly dana rosemary crystal frank li wei
"""
MOSTLY_NAMES = frozenset(_MOSTLY_NAMES_WORDS.split())
"""Those of them that are names more often than words in a text without capitals."""

_PUBLIC_NAMES = """
calvin klein|michael kors|ralph lauren|tommy hilfiger|tommy bahama|john deere|john lewis|tim hortons|jack
daniels|jimmy choo|kate spade|tory burch|stella mccartney|christian dior|christian louboutin|louis vuitton|giorgio
armani|emporio armani|hugo boss|paul smith|ted baker|karen millen|laura ashley|charles schwab|morgan stanley|johnnie
walker|harry potter|james bond|taylor swift|donald trump|bill gates|elon musk|charlotte tilbury|bobbi brown|elizabeth
arden|max mara|max factor|vera wang|alexander mcqueen|marc jacobs|philip morris|philipp plein|stella artois|kurt
geiger|russell hobbs|morphy richards|fred perry|ben sherman|paul mitchell|sally hansen|mary kay|helena rubinstein|dale
carnegie|simon cowell|trader joe|papa john|jim beam|pierre cardin|guy laroche|nina ricci|carolina herrera|paco
rabanne|issey miyake|jean paul|yves saint|oscar de|raymond weil|daniel wellington|patek philippe|martin luther|george
washington|abraham lincoln|frank muller|harley davidson|aston martin|alfa romeo|land rover|ross stores|wendy
house|marie curie|peter pan|tony robbins|walt disney|warren buffett|steve jobs|jeff bezos|mark zuckerberg|victor
hugo|leonardo hotel|hilton hotels|ann arbor|kim kardashian|joe biden|barack obama
"""
PUBLIC_NAMES = frozenset(" ".join(name.split()) for name in _PUBLIC_NAMES.split("|"))
"""Brands and public figures that have the form of a full name."""
