"""Frames of advertisements for a place to live: what is said of it, and of its features."""

ADVERT = """
# ad_open
To let: {main}.
{main}, looking for somebody who will stay.
I let {main}, and I let it gladly.
Somebody is moving out, so here it is: {main}.
What you get is {main}.
Picture {main}.
Here is {main}.
Wanted: a good tenant for {main}.
b|For rent: {main}.
b|{main}. Read on or don't.
w|Come and see {main}, I think you will like it.
w|With a slightly heavy heart I let {main}.
f|The following is to be let: {main}.
f|Offered for rent: {main}.
j|Your next address could be {main}.
j|No castle, no cellar: {main}.
# ad_has
It has {items}.
There is {items}.
You get {items}.
It comes with {items}.
What it offers is {items}.
Inside you will find {items}.
Part of it: {items}.
b|Facts: {items}.
b|You get {items}, and that is plenty.
w|You will enjoy {items}.
w|I have always loved {items}.
f|The particulars include {items}.
f|To be noted are {items}.
j|In its favour speak {items}.
j|Honest advantages: {items}.
# ad_money
The rent is {price}.
It costs {price}.
For {price} it is yours.
{price}, and that is the whole sum.
Price: {price}.
b|{price}. No haggling.
b|{price}, on time, every month.
w|I ask {price}, which I hope is fair.
w|I would like {price} for it, and a tenant who waters the plants.
f|The monthly rent amounts to {price}.
f|The price is {price}, payable in advance.
j|{price}, less than one regrets on a bad weekend.
j|For {price} others sell you a parking space.
# ad_free
It is {free}.
You can have it: {free}.
As for the date: {free}.
b|{free}.
f|The flat is {free}.
w|It is {free}, and before that we can meet.
j|It is {free}, not a day sooner.
# ad_pets
{pets}.
By the way, {pets}.
And {pets}.
w|{pets}, I asked the neighbours.
b|{pets}. Good.
f|I add that {pets}.
j|{pets}, opinions less so.
# ad_lift
No lift, I say that at once, so bring two good knees.
The stairs are free of charge and keep you younger than any gym.
Without a lift nobody drops by to sell you anything.
You climb, yes, but you sleep above the noise.
Moving in will cost you pizza for four friends, because there is no lift.
There is no lift; whoever minds stairs should read no further.
The stairs are the only thing that you will curse.
I climbed them with a washing machine once, it can be done.
b|No lift. Live with it.
f|A lift is not available, which the rent takes into account.
w|The lift is missing, but the neighbours greet you on every landing.
j|The lift has been coming since the day they built it.
# ad_balcony
On the balcony two chairs fit, or one person who likes to stretch.
The balcony gets the sun when you come home from work.
The balcony is big enough for tomatoes and small secrets.
On summer evenings one hardly leaves the balcony.
From the balcony one hears birds first and the city second.
Half of my good ideas came to me on a balcony like this.
The balcony alone would be worth the walk.
Coffee on the balcony, that is how a day should begin.
b|The balcony is real, not a ledge.
f|The balcony faces the quiet side.
w|The balcony has seen many a long talk.
j|The balcony holds one barbecue or one argument.
# ad_bath
A bath with a window, that is a luxury nobody photographs.
In the bath you open a real window instead of listening to a fan.
Daylight in the bath is kinder than any mirror.
Whoever has lived with a dark bath knows what that window is worth.
The bathroom window has saved many a morning.
b|The bath has a window, so no mould.
f|The bath is lit and aired by a window.
w|You can lie in the bath and watch the clouds.
j|The bath has a window; sing at your own risk.
# ad_kitchen
The kitchen is new, nobody has burnt anything in it yet.
In that kitchen one can cook for six.
The kitchen is where you will sit, believe me.
Everything in the kitchen closes as it should.
The kitchen has room for a table, and a table is half a home.
b|New kitchen. It works.
f|The kitchen has been renewed throughout.
w|The kitchen is waiting for somebody who bakes.
j|The kitchen is new, so the excuses for takeaway end here.
# ad_near
On foot you reach the station before your coffee is cold.
To the station one walks, even with a suitcase.
You will sell your car, the way to the station is that short.
Miss a train and you are home again for breakfast.
b|Ten minutes to the train. I timed it.
f|The way to the station is short and lit.
w|When friends come by train, you can fetch them on foot.
j|Close to the station, far enough from its pigeons.
# ad_floor
The wooden floors are old, and they talk a little.
Take your shoes off, the floors deserve it.
The floor has scratches, each with a story.
b|Old floors. They creak. So what.
f|The floors are original and well kept.
w|The wooden floors are warm under bare feet.
j|The floors creak, so nobody comes home late in secret.
# ad_courtyard
Towards the courtyard it is quiet enough to hear somebody practise the flute.
In the courtyard people know each other by name.
b|Courtyard side. You sleep.
w|In the courtyard there is a bench, and usually somebody on it.
f|The courtyard side is quiet at night.
j|The courtyard has one cat and several who feed it.
# ad_own
Why me? {fact}
About me, since you rent from a person: {clause}.
You may want to know who writes this: {clause}.
I say that as somebody with experience: {clause}.
If you wonder about your landlord: {clause}.
A word about the one who lets it: {clause}.
w|So that you know me a little: {clause}.
f|For the sake of completeness: {clause}.
b|About me: {clause}.
j|My own story is short: {clause}.
# ad_close
Call me and I will show you round.
Ask me what you like, I answer honestly.
Come and look before you decide.
Write to me, two lines will do.
First come, first shown.
I am there on Saturday, ring twice.
Tell me who you are and when you could come.
b|Serious callers only.
b|Call. Don't text.
w|Write me a few lines about yourself, I answer everybody.
w|Come by for a coffee and a look, I will take the time.
f|Viewings by appointment; punctuality is assumed.
f|Applications in writing, please, with the usual papers.
j|Bring good shoes and bad jokes.
j|Pianists and poets may negotiate.
"""
