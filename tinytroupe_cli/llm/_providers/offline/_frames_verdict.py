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
{label} it is, my choice, and this is why: {rclause}.
I go for {label}, for one reason: {rclause}.
# choose_only
I would go for {label}, "{option}".
My choice is {label}, "{option}".
I choose {label}, the one with "{option}".
My vote goes to {label}, "{option}".
I pick {label}, "{option}".
For me it is {label}, "{option}".
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
None of these, and here is why: {rclause}.
# against_option
What puts me off {label} is plain enough. {reason}
{label} lost me at once. {reason}
I would walk past {label}. {reason}
As for {label}, no. {reason}
With {label} I would change the channel. {reason}
{label} is not for me. {reason}
b|{label} can stay home. {reason}
w|{label} I would leave to others. {reason}
{label} is nothing for me: {rclause}.
# rate_only
I would give it a {score}.
My rating is {score} out of {top}.
On that scale I say {score}.
I rate it {score} out of {top}.
For me that is a {score} out of {top}.
{score} out of {top} from me.
Let me say {score} out of {top}.
That makes {score} out of {top}.
So I rate it {score}.
In figures: {score} out of {top}.
I put it at {score} out of {top}.
My score is {score}.
b|{score} out of {top}.
f|My rating would be {score} of {top}.
w|I would give it {score} of {top}.
j|{score} out of {top}, on a good day.
# rate
I rate it {score}, and this is why: {rclause}.
I give it {score} out of {top}, since {rclause}.
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
Yes, and this is why: {rclause}.
I would, since {rclause}.
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
No, and this is why: {rclause}.
I would not, since {rclause}.
# yes_click
Yes, I would click on it. {reason}
I would click, yes. {reason}
Yes, I would have a look. {reason}
{reason} So yes, I would click.
b|Yes, I'd click. {reason}
f|Yes, I would open it. {reason}
w|Yes, I would love to see more. {reason}
j|Yes, my finger would be faster than my head. {reason}
Yes, I would click, since {rclause}.
# no_click
No, I would scroll on. {reason}
I would not click, no. {reason}
No, I would pass over it. {reason}
{reason} So no, I would not click.
b|No click from me. {reason}
f|No, I would not open it. {reason}
w|No, I think I would leave it, sorry. {reason}
j|No, my thumb would not even slow down. {reason}
No, I would not click, since {rclause}.
# for
What speaks for it is "{phrase}". {reason}
In its favour: "{phrase}". {reason}
The part with "{phrase}" is good. {reason}
"{phrase}" would catch me. {reason}
I like that it says "{phrase}". {reason}
One point in its favour is "{phrase}". {reason}
For it speaks "{phrase}": {rclause}.
"{phrase}" is the good part, since {rclause}.
# against
What speaks against it is "{phrase}". {reason}
Against it I would hold "{phrase}". {reason}
At "{phrase}" I become careful. {reason}
"{phrase}" leaves me cold. {reason}
I stumble over "{phrase}". {reason}
On the other side there is "{phrase}". {reason}
Against it speaks "{phrase}": {rclause}.
"{phrase}" is the weak part, since {rclause}.
# reason_like
I like {taste}, and this goes the same way.
It comes close to {taste}, which I am fond of.
{taste} is what I enjoy, and here I find something of it.
Give me {taste} and I am happy.
I am a friend of {taste}, that decides it.
I would enjoy it the way I enjoy {taste}.
I have always liked {taste}.
Few things please me more than {taste}.
w|I simply love {taste}.
f|I have a certain fondness for {taste}.
b|I like {taste}. Simple as that.
j|I would go a long way for {taste}.
# reason_interest
I spend much of my free time on {taste}.
{taste} is a subject of mine.
I care about {taste}.
Anything near {taste} gets my attention.
I know a little about {taste}.
It meets my interest in {taste}.
Whoever is into {taste}, as I am, will see the point.
w|My heart beats for {taste}.
f|I have occupied myself with {taste} for years.
# topic_like
When it comes to {topic}, I like {taste}.
As for {topic}, give me {taste}.
In matters of {topic} I am for {taste}.
With {topic} I am simple: I like {taste}.
Where {topic} is concerned I think of {taste}, and that I like.
# topic_interest
When it comes to {topic}, I look twice, because of {taste}.
{topic}, yes: I spend my time on {taste}.
As for {topic}, I have my own hobby in {taste}.
Where {topic} is concerned I have learned a thing or two from {taste}.
# topic_dislike
When it comes to {topic}, I can't stand {taste}.
As for {topic}, I have had enough of {taste}.
In matters of {topic} you lose me with {taste}.
Where {topic} is concerned I think of {taste} at once, and not kindly.
With {topic} I am careful since I got to know {taste}.
# reason_topic
When it comes to {topic}, {clause}.
As for {topic}: {clause}.
Where {topic} is concerned, {clause}.
In matters of {topic} I go by what I know: {clause}.
If you want to know how I stand on {topic}: {clause}.
Think of {topic}. {fact}
With {topic} it is like this: {clause}.
It is about {topic} in the end, and {clause}.
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
I have a plan of my own: {clause}.
It fits what I am after: {clause}.
You must know, {clause}.
# reason_dislike
I can't stand {taste}, and it reminds me of that.
With {taste} you lose me, and here I suspect it.
I have had enough of {taste}.
{taste}: that I avoid wherever I can.
If it ends in {taste}, count me out.
It comes too near to {taste} for my taste.
I dislike {taste}, and that colours it.
Anything like {taste} makes me leave the room.
I am no friend of {taste}.
b|I hate {taste}. Enough said.
f|I have little patience with {taste}.
w|I am sorry, with {taste} I have never made my peace.
# reason_none
I can only judge it by my own days: {clause}.
I only have my own life to go by: {clause}.
My mind is elsewhere at the moment. {fact}
For what it is worth, {clause}.
What counts for me lies elsewhere: {clause}.
# for_generic_text
That is said in plain words.
I can picture it.
One knows what one gets.
It promises no more than it can hold.
That would make me read on.
I would remember that tomorrow.
It sounds as if a person wrote it.
That answers a question before I ask it.
# against_generic_text
Anybody can write that.
I would want to see it first.
It says nothing about the day when things go wrong.
There must be a catch in it.
That could stand under any picture.
I have read it a hundred times elsewhere.
It leaves out what I would need to know.
That is a promise without an address.
# option_generic
It is the only one that I would remember tomorrow.
The others shout, this one speaks.
It says what it is in a single line.
I can see the people behind it.
It promises something that one can check.
It is the least bad, if you want the truth.
That is a sentence I would repeat to somebody.
It leaves me in peace and tells me what I need.
I could explain it to anybody at home.
It does not pretend to know me.
It comes closest to what I would want from them.
There is a day of mine in it.
It made me look up from my plate.
One can hold them to it afterwards.
It is short, and I am tired in the evening.
It sounds as if somebody had asked people first.
With the others I know how the story goes on.
It has a picture that stays.
I would at least find out whether it is true.
It costs me nothing to look.
That is a claim somebody had to think about.
It is about me and not about them.
It is plain, and plain is rare on television.
I have been waiting for somebody to say it.
b|It gets to the point.
w|It has something friendly.
f|It is stated precisely.
j|It annoyed me least.
"""
