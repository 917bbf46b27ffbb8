"""Common English first names: they tell "this is jane doe" from "this is not right" where nothing is capitalised."""

_FIRST_NAMES_WORDS = """
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas
eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis
jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger
terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan
juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene oliver liam lucas
leo simon martin neil ian colin graham stuart craig trevor nigel hugh tony tom tim jim jimmy bob bill ben dan dave
mike chris matt nick alex sam max luke owen mary patricia jennifer linda elizabeth barbara susan jessica sarah karen
lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie
rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine
christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly
lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison
frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly
isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane claire lucy ellen fiona chloe zoe
kate katie jenny sophie molly rosie nora crystal wendy tracy tina priya ravi raj anil sanjay mohammed ahmed ali omar
fatima aisha carlos luis miguel pedro ana sofia elena wei li ming jun yan mei norman sanya joyce chloe rodriguez
albert domingo
"""
FIRST_NAMES = frozenset(_FIRST_NAMES_WORDS.split())
