"""Frames of verdicts: choosing, rating, yes and no, what speaks for and against."""

VERDICT = """
# choose
I would go for {label}, "{option}". {reason}
My choice is {label}: "{option}". {reason}
I choose {label}, the one with "{option}". {reason}
If I have to pick, I pick {label}. {reason}
For me it is {label}, "{option}". {reason}
{label} would get me. {reason} So I choose {label}.
I would take {label}, because of "{option}". {reason}
Of these {count} I prefer {label}. {reason}
My vote goes to {label}, "{option}". {reason}
{reason} So my choice is {label}, "{option}".
I pick {label}. "{option}" speaks to me. {reason}
It took me a moment, but I would choose {label}. {reason}
{reason} That is why I would go for {label}.
b|{label}. I choose {label}. {reason}
b|I'd go for {label} and skip the rest. {reason}
b|My pick is {label}. {reason}
b|{label}, "{option}", that is my vote. {reason}
f|After weighing them I choose {label}, "{option}". {reason}
f|My choice is {label}, and I can give the reason. {reason}
f|I would decide for {label}. {reason}
w|I like {label} best, so that is my choice. {reason}
w|{label} feels right to me, I would go for {label}. {reason}
w|With pleasure: my vote goes to {label}. {reason}
j|Twist my arm and I choose {label}. {reason}
j|Nobody paid me, and still my vote goes to {label}. {reason}
j|I pick {label}, before somebody sells me the others. {reason}
# choose_none
None of them would make me look. {reason}
I would choose none of these. {reason}
To be honest, I pick none of them. {reason}
None of the {count} would get me off the chair. {reason}
My choice is none of these. {reason}
{reason} So none of them, I am afraid.
b|None of them. {reason}
f|I must choose none of these. {reason}
w|I am sorry, but none of these is for me. {reason}
j|None of them, and my hopes were small. {reason}
# against_option
What puts me off {label} is plain enough. {reason}
{label} lost me at once. {reason}
I would walk past {label}. {reason}
As for {label}, no. {reason}
With {label} I would change the channel. {reason}
{label} is not for me. {reason}
b|{label} can stay home. {reason}
w|{label} I would leave to others. {reason}
# rate
I would give it a {score}. {reason}
My rating is {score} out of {top}. {reason}
On that scale I say {score}. {reason}
{reason} So I rate it {score} out of {top}.
For me that is a {score} out of {top}. {reason}
{score} out of {top} from me. {reason}
I rate it {score}. {reason}
Let me say {score} out of {top}. {reason}
b|{score} out of {top}. {reason}
f|My rating would be {score} of {top}. {reason}
w|I would happily give it {score} out of {top}. {reason}
j|{score} out of {top}, and I am in a good mood. {reason}
# yes
Yes, I would. {reason}
Yes. {reason}
I would say yes. {reason}
Yes, that I can imagine. {reason}
Yes, and gladly. {reason}
For my part, yes. {reason}
{reason} So yes, I would.
b|Yes, fine. {reason}
f|Yes, I believe I would. {reason}
w|Oh yes, I think so. {reason}
j|Yes, against my better judgement. {reason}
# no
No, I would not. {reason}
No. {reason}
I would say no. {reason}
No, that is not for me. {reason}
{reason} So no, I would not.
Not me, no. {reason}
For my part, no. {reason}
b|No way. {reason}
f|No, I am afraid I would not. {reason}
w|No, I don't think so, sorry. {reason}
j|No, and you can tell them I was polite. {reason}
# yes_click
Yes, I would click on it. {reason}
I would click, yes. {reason}
Yes, I would have a look. {reason}
{reason} So yes, I would click.
b|Yes, I'd click. {reason}
f|Yes, I would open it. {reason}
w|Yes, I would love to see more. {reason}
j|Yes, my finger would be faster than my head. {reason}
# no_click
No, I would scroll on. {reason}
I would not click, no. {reason}
No, I would pass over it. {reason}
{reason} So no, I would not click.
b|No click from me. {reason}
f|No, I would not open it. {reason}
w|No, I think I would leave it, sorry. {reason}
j|No, my thumb would not even slow down. {reason}
# for
What speaks for it is "{phrase}". {reason}
In its favour: "{phrase}". {reason}
The part with "{phrase}" is good. {reason}
"{phrase}" would catch me. {reason}
I like that it says "{phrase}". {reason}
One point in its favour is "{phrase}". {reason}
# against
What speaks against it is "{phrase}". {reason}
Against it I would hold "{phrase}". {reason}
At "{phrase}" I become careful. {reason}
"{phrase}" leaves me cold. {reason}
I stumble over "{phrase}". {reason}
On the other side there is "{phrase}". {reason}
# reason_like
I like {phrase}, and this goes the same way.
Somebody who likes {phrase} as I do can't say no to that.
It comes close to {phrase}, which I am fond of.
{phrase} is what I enjoy, and here I find something of it.
It made me think of {phrase}, and I like that.
There is a bit of {phrase} in it.
Give me {phrase} and I am happy, so this suits me.
I am a friend of {phrase}, that decides it.
For anybody fond of {phrase}, that is tempting.
I would enjoy it the way I enjoy {phrase}.
# reason_interest
I spend much of my free time on {phrase}, so it concerns me.
{phrase} is a subject of mine, that helps.
Since {phrase} interests me, I look twice.
I care about {phrase}, and it touches that.
Anything near {phrase} gets my attention.
I know a little about {phrase}, so I can judge it.
It meets my interest in {phrase}.
Whoever is into {phrase}, as I am, will see the point.
# reason_belief
{fact}
As I see it, {clause}.
My conviction is this: {clause}.
I keep saying it: {clause}.
If you ask me, {clause}.
To my mind, {clause}.
In my experience {clause}.
You may disagree, but {clause}.
I hold to this: {clause}.
f|My view on that is settled: {clause}.
b|Simple: {clause}.
w|I honestly believe this: {clause}.
# reason_own
{fact}
You see, {clause}.
I speak from experience: {clause}.
The thing is, {clause}.
In my case it is like this: {clause}.
Look at my life: {clause}.
Why? {fact}
I will tell you why: {clause}.
f|The reason is simple: {clause}.
b|Fact is, {clause}.
w|Let me explain: {clause}.
# reason_goal
{fact} That would bring me closer.
After all, {clause}.
And then, {clause}.
I have a plan of my own: {clause}.
It fits what I am after: {clause}.
# reason_dislike
I can't stand {phrase}, and it reminds me of that.
It smells of {phrase}, which I dislike.
With {phrase} you lose me, and here I suspect it.
I have had enough of {phrase}.
{phrase} I avoid wherever I can.
If it ends in {phrase}, count me out.
It comes too near to {phrase} for my taste.
I dislike {phrase}, and that colours it.
Anything like {phrase} makes me leave the room.
I am no friend of {phrase}.
b|I hate {phrase}. Enough said.
f|I have little patience with {phrase}.
w|I am sorry, {phrase} is just not for me.
# reason_none
It says little to somebody whose head is full of other things, such as this: {clause}.
My life is about other things. {fact}
I measure it by my own days: {clause}.
I only have my own life to go by: {clause}.
What counts for me lies elsewhere: {clause}.
# ad_title
{size} in {place}
{feature} in {place}
For people who look twice: {size}
To let: {size}
{size} with {feature}
Quiet luck: {size} in {place}
# ad_open
To let: {main}.
On offer is {main}.
Free soon: {main}.
b|For rent: {main}.
w|Come and see {main}.
f|The following is to be let: {main}.
j|Available to anybody with good taste: {main}.
# ad_lists
You get {items}.
It comes with {items}.
There is {items}.
Included: {items}.
What it offers: {items}.
b|The facts: {items}.
w|You will find {items}.
f|The particulars are {items}.
# ad_own
{fact} So I know what a home has to do.
Why I mention it? {fact}
About me, since you rent from a person: {clause}.
I write this myself. {fact}
# ad_close
b|Cash-ready people call before seven.
b|Serious callers only. No poems.
w|Write me a few lines about yourself, I answer everybody.
w|Come by for a coffee and a look, I will take the time.
f|Viewings by appointment; punctuality is assumed.
f|Applications in writing, please, with the usual papers.
j|Bring good shoes and bad jokes.
j|Pets, pianos and poets are negotiable.
Call me and I will show you round.
Ask me what you like, I answer honestly.
Come and look before you decide.
"""
