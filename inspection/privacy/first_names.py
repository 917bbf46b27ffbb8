"""Common English first names: they tell "this is jane doe" from "this is not right" where nothing is capitalised."""

_FIRST_NAMES_WORDS = """ james john robert michael william david richard joseph thomas charles christopher daniel
matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey
ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank
patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy
walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce
gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip
eugene oliver liam lucas leo simon martin neil ian colin graham stuart craig trevor nigel hugh tony tom tim jim jimmy
bob bill ben dan dave mike chris matt nick alex sam max luke owen mary patricia jennifer linda elizabeth barbara susan
jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa
deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen
samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia
victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara
madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly
isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane claire lucy ellen fiona chloe zoe kate
katie jenny sophie molly rosie nora crystal wendy tracy tina priya ravi raj anil sanjay mohammed ahmed ali omar fatima
aisha carlos luis miguel pedro ana sofia elena wei li ming jun yan mei norman sanya rodriguez domingo april may june
will hope faith joy rose lily daisy violet ivy hazel ruby pearl iris flora stella luna aurora eleanor harriet rosalind
ingrid amelia ananya deepa divya kavya lakshmi meera neha pooja shreya sunita anjali arjun aditya akash amit arun
ashok deepak ganesh gopal harish karthik krishna kumar manoj mohan naveen nikhil nitin prakash pradeep rahul rajesh
ramesh rohan rohit sachin sandeep suresh vijay vikram vinod vivek imran hassan hussein ibrahim ismail khalid mustafa
mahmoud nasser rashid samir tariq yusuf youssef zain bilal amir farah leila layla mariam nadia noor salma samira
yasmin zahra zainab amina khadija kwame kofi chidi chinedu emeka ngozi amara adaeze folake tunde sipho thabo ayodele
babatunde abena kemi oluwaseun juma wanjiru hiroshi kenji takashi yuki haruto sakura akira naoko ichiro jin soo hyun
minji nguyen linh thuy antonio alejandro andres angel carmen cristina diego eduardo enrique ernesto esteban fernando
francisco guillermo hector ignacio isabel ivan javier jesus joaquin jorge julian lucia manuel marco mario mercedes
monica natalia oscar pablo patricio rafael ramon raul ricardo roberto rocio rosa salvador santiago sergio silvia
valentina veronica ximena bruno caio joao paulo thiago beatriz fernanda juliana andre antoine benoit camille celine
claude colette etienne fabrice francois gaston genevieve henri jacques laurent luc madeleine marcel margot mathieu
nathalie olivier pascal philippe pierre remy sebastien simone sylvie thierry anders astrid bjorn erik freya greta
gustav hans heidi helga henrik ida jens johan karl katja klaus kurt lars liesel magnus matthias nils olaf otto petra
sven ursula uwe wolfgang ulrich dieter anneliese marlene jurgen aleksandr alexei anastasia andrei anton boris dimitri
dmitri ekaterina galina igor irina ivana katarina ksenia larissa mikhail milan milos natasha nikolai oksana oleg olga
pavel sergei stanislav svetlana tatiana vladimir yuri agnieszka andrzej jakub jan kasia krzysztof magdalena malgorzata
marek marta piotr tomasz wojciech zofia alessandro bianca carlo chiara dario enzo fabio federica federico francesca
gianni giorgio giovanni giulia giuseppe lorenzo luca luigi matteo paola paolo pietro stefano vittoria abby adele
adrian agatha agnes aidan alana alastair albie alec alfred alison alistair allison alvin amos anita annabel anne
annette annie archie archibald ariana arnold arlene audrey barnaby barry basil beatrice becky belinda benedict
bernadette bernard bert bertha beth bethany bridget brendan brett bryce byron caitlin callum calvin cameron candace
carla carly caroline carrie cassandra cecilia cedric celia chad charlene charlie chelsea christa clara clarence clark
clifford clint clive clyde cody colleen connie connor conrad constance cora corey courtney curtis cyril dale damian
damien daphne darren darryl dawn dean deanna debbie deirdre delia della derek desmond dexter dolores dominic don
donovan dora doreen duncan dwayne dwight earl eddie edgar edith edmund edna edwin eileen elaine eli elias elliot
elliott eloise elsie elspeth elvira emmanuel enid erica erin ernest esme esther ethel etta eunice eva evan eve
felicity felix fergus fern fletcher florence floyd francis fred freda freddie frederick gail gareth garry gavin gemma
geoff geoffrey georgina gerard gertrude gilbert gillian gina giles glen glenn gordon greg guy gwen gwendolyn hamish
hanna harrison harry harvey hattie herbert herman hilary hilda horace howard hubert hugo humphrey imogen irene isaac
isla isobel ivor jackie jade jake jamie jared jasmine jasper jed jeff jeffery jemima jenna jennie jerome jess jessie
jill jo joanna joanne jocelyn jodie joel johnny jonas jonathon josephine josie josh jude judah judd juliet karina kara
kari kathy katrina kay keira kelvin kendra kent kerry kieran kim kirsten kirsty kit kristen kristin kylie lachlan lana
lance leah leanne lee leigh lena lenny leon leonard leroy leslie lester lewis liz lizzie lloyd lois lola loretta lorna
lorraine lottie louis louise lucinda luther lydia lyle lynn mabel mackenzie maggie maisie malcolm mandy marc marcia
marcus margery marian marion marjorie marlon marsha marvin matilda maud maureen maurice mavis maxine maxwell meghan
melanie melvin mercy meredith mia micah michaela mildred millie milo mina mindy minnie miranda miriam mitchell moira
mona morgan morris muriel murray myra myrtle nadine naomi neal ned nell nellie nicola nicolas nina noel nola norma
olive ollie opal oswald otis pam patience patrice patty paula pauline peggy penelope penny percy perry phil philippa
phillip phoebe phyllis piers pippa polly quentin quincy rachael ramona randall raquel ray rebekah reece reggie
reginald rene renee reuben rex rhoda rhys rita robbie robin robyn roderick rodney roland ron ronnie rory rosalie
rosamund rosanna roscoe rosemary ross rowan roxanne rufus rupert sabrina sadie sally sammy sandy sasha saul seamus
selina seth shane shannon sharron shaun shawn sheila shelby shelley sheri sherry sian sidney silas solomon sonia sonya
spencer stacey stacy stan stanley steve stewart sue sullivan susannah suzanne sybil sylvester sylvia tabitha tamara
tammy tanya tara tasha ted terence teri tessa thelma theo theodora theodore tiffany tilly tobias toby todd tommy tonya
travis tricia tristan trudy valerie vanessa vera vernon vicky vic viola vivian vivienne wallace wanda warren wendell
wesley whitney wilfred wilhelmina wilma winifred winston woodrow yolanda yvette yvonne zach zachariah zelda abel
abigael abraham ada addison adela adelaide adeline ailsa aimee ainsley alasdair alberta aldo aleisha alfonso alfredo
alina aliyah allegra alma althea alyssa amalia amaya ambrose amelie amias amrit anais anand aneesa angelica angelina
angelo angus anika anneke annika ansel antonia araminta archer aria ariel armand armando arne arturo asa asher ashlyn
ashton aston athena aubrey augusta augustus aurelia avery ayesha aylin azar bao barrett bartholomew beatrix beau
benita benny bernice beryl bessie bette bettina birgit blair blake blanca blanche bradford brady brenna brent
bridie briony bronwyn brooke bruna caleb camila camilla campbell caoimhe carey carina carissa carlton carmel carter
cary casey casper catalina cath cathy cecil chandler chantal charity charmaine chester cheyenne christiana christie
christoph christy ciara ciaran cillian cindy clemens clement clementine cleo colby cole conor conroy cooper coral
cordelia cornelia cornelius cosima cressida cyrus dana danica danny dante daphna davina davis declan delphine delroy
demetrius denis denny denzel desiree devin devon dion dirk dolly dominique donal donnie dougal drake dudley duke dulce
dustin eamon ebony effie eimear eliana elisa elisabeth elise eliza ella ellis elodie eloisa elton elva emerson emery
emil emilia emilie emilio emmett enoch enrico erika ernestine errol esperanza estelle ettie eugenia eugenie eustace
evander evangeline evelina everett ewan ezekiel ezra fabian faye felicia felipe ferdinand fidel fidelma filip finlay
finley finn fleur flynn forrest francine franco franklin franz franziska frieda fritz fynn gabby gabriela gabriella
gaby garrett gaurav geraldine germaine gertie gideon gilberto gilda ginny gisela giselle gladys glenda glynis godfrey
gonzalo grant grayson greer gregor griffin grover gudrun guido gunther gus gustave gwyneth haley halima hamid hamza
harley harmony harriett hasan haydn hayden hayley heath hedwig heinrich helene heloise henrietta herb hermione hester
hettie hilde hildegard hollie holly homer horatio hunter hyacinth ibtisam ignatius ilse imani imelda imogene inaya
ines inga inge inigo ira isadora isaiah isidore isobelle israel itziar ivo jacinta jacintha jacinto jackson jaime
jamal jameela jamila jana janelle janette janine jarvis jay jayden jean-luc jean-pierre jeanette jeanne jedediah
jelena jenifer jeremiah jett jimena joachim joanie joaquim joelle johanna johannes jolene joleen jonah jonty jools
jordana josefina josefine josephina josiah josue juanita judson jules julianne julien juliette julio julius justine
justina kaitlyn kamal kamran karim karin karol kasper kathrine keely keir keisha kelsey ken kendall kendrick
kenny kenya kerri kiera kimberley kirk kirstie konrad kris krista kristina krystal kyra lamar lamont lara latisha
latoya laurel laurie lavinia lawson layton leandro leif leilani lela lemuel lenora leonardo leonie leonora leopold
leticia lev levi liana libby lila lilian liliana lillian lindsay lindsey lionel lisbeth liv livia lonnie loren lorena
lorenza louella lou lowell lucian luciana luciano lucille ludwig lukas lupita lyra macy maddie madeline madge mae
maeve magda maia malachi malak malik manfred manolo manuela mara marcella marcelle marcello marcelo margarita margaux
mariah mariana marianne maribel mariela marilena marina marisol marissa maritza marius marla marley marlin marlo
marshall martina maryam maryann mateo mathilda mathilde mattie maximilian maya mckenzie melinda melisande melody merle
mervyn mick mikael miko mikkel millicent milton mirabel mireille misha mitch moe mohamed mohammad moises mollie
monique montgomery morag mordecai mortimer moses muhammad mustapha myles myriam nadezhda nadja naima nanette nannie
napoleon nat nate nathaniel nelson nerys nevaeh neville nia niall niamh nicky nicolette nigella niklas noelle noemi
nona norbert noreen norris octavia odette olwen omari oonagh ophelia oriana orla orlando osvaldo otilia ottilie owain
paddy padraig paige paloma pandora pansy parker parveen pascale patsy pearce peg pepe percival perpetua persephone
pete petronella philomena phineas pia pierce pip poppy porter portia presley preston prince priscilla prudence
prunella quinn rabia rachelle radha rafe raheem rajiv rana randi raphael rashida raven rayhan reagan reba regan regina
reid reinhard remi rhiannon rhonda rhydian ria ricarda rick ricky riley rob robby roberta rochelle rocky rodrigo rolf
roma roman romeo ronan ronda roni rosalia rosalyn rosario roselyn rosetta rosina roslyn rowena roxana roxy royce ruben
rudolf rudolph rudy rupa ruthie ryder saba sacha saeed saffron salim salman salome samara sameera samson sanjeev
saoirse sarai saskia savannah sebastian selena selma seraphina serena serge shah shana shanelle shania shanice sharif
shauna shawna sheldon sheridan shiloh shona siddharth sidonie siegfried sienna sierra sigrid silvester simona sinead
siobhan sloane sonja soren stefan stefania stefanie stephan stephane stevie sunil surya susana susanna susanne susie
suzanna suzie sylvain tabatha tad talia tamar tamika tamsin tania taryn tate tatum tatyana taylor teagan teddy terri
terrell terrence tess thaddeus thalia theobald theresia thomasina thora tia tiana tiernan tillie timo timothee tito
tobiah tod tomas tommie torsten tracey trent trey trina trish trixie troy tucker ty tyrone ulrike umar una uri uriel
usha usman val valentin valentine valeria vaughn venetia verity verna vesna vince violeta viktor viktoria virgil vito
viviana vlad waleed walker wendel werner wes wilbur wilhelm willa willard willow wilson wyatt xander xavier yara yasir
yasmine yosef yolande yulia yves zac zack zara zane zelma zeke zena zeynep zia zora zuri zanele sheena solange sunniva
svein sverre tariku themba thandi thandiwe nomsa nkechi obinna olumide oluwaseyi uche yaw ikenna ifeoma funmi femi
dayo bukola chioma chukwuemeka akua akosua ama efua esi nana mwangi njeri wangari otieno lerato palesa bongani zodwa
mpho desta abebe tesfaye selam hiwot aditi aishwarya amrita anusha archana ashwin bhavna chetan chitra dinesh geeta
gita hari hema indira jaya jyoti kamala kapil karan kiran lalita madhavi mahesh mala manish meena mukesh nandini
naresh nisha padma pankaj parvati pranav prasad preeti priyanka radhika raghav rakesh rekha renu ritu sameer sanjana
sarita savita seema shanti sharmila shilpa shivani shweta siddhartha simran sneha sonal sudha sudhir suman suraj swati
tanvi tejas uma umesh urmila varun vasudha venkat vidya vinay vineet vishal yash
"""
FIRST_NAMES = frozenset(_FIRST_NAMES_WORDS.split())
