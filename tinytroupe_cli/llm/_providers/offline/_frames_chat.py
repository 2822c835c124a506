"""Frames of a conversation: greeting, asking, answering, reacting, closing, interviewing."""

CHAT = """
# greet
Hello {other}, I'm {me}.
Hi {other}, {me} here.
{other}, good to meet you, I'm {me}.
Hello, {other}. People call me {me}.
w|Hello {other}, how nice to meet you! I'm {me}.
w|{other}, I have been looking forward to this. I'm {me}.
f|Good {daytime}, {other}. My name is {me}.
f|{other}, a pleasure. My name is {me}.
b|{other}. I'm {me}.
b|So you are {other}. I'm {me}.
j|{other}, I presume? {me}, at your service.
j|Hello {other}, I'm {me}, the harmless one.
# greet_back
Hello {other}, thanks for breaking the ice.
Hi {other}, nice to meet you too.
{other}, hello.
Good to meet you, {other}.
w|Hello {other}, the pleasure is mine!
w|How kind of you to ask, {other}.
f|Good {daytime} to you too, {other}.
f|Thank you, {other}, I am pleased to meet you.
b|Hello, {other}.
b|Right, {other}.
j|Hello {other}, so far so good.
j|{other}! You begin quickly, I like that.
# introduce
I'm {title} in {home}.
I live in {home} and work as {title}.
By trade I'm {title}, at home in {home}.
They call me {title} at work, and {home} is home.
f|I am {title}, and I live in {home}.
b|{title}, from {home}.
# open_asked
You ask about my life, so here it is.
Where to begin?
Let me see.
w|Gladly, though it is an ordinary life.
f|I shall try to be orderly.
b|Not much to tell.
j|How long have you got?
# answer
{fact}
Well, {clause}.
To be honest, {clause}.
Let me put it like this: {clause}.
Since you ask: {clause}.
Where do I start? {fact}
That one is easy: {clause}.
First of all, {clause}.
My answer? {fact}
It is like this: {clause}.
What comes to mind first is this: {clause}.
If I am honest, {clause}.
I can tell you that: {clause}.
b|Simple. {fact}
b|Short answer: {clause}.
f|As a matter of fact, {clause}.
f|Allow me to be precise: {clause}.
w|Oh, I like that question. {fact}
w|I'm glad you ask. {fact}
j|Don't laugh: {clause}.
j|I plead guilty: {clause}.
# more
{fact}
And {clause}.
Besides, {clause}.
Then there is this: {clause}.
Also, {clause}.
What is more, {clause}.
On top of that, {clause}.
Not to forget: {clause}.
b|Also: {clause}.
f|Moreover, {clause}.
w|And you know what? {fact}
j|And, for the record, {clause}.
# answer_list
What I like is {list}.
My free hours belong to {list}.
Give me {list} and I am content.
I am into {list}, to name a few.
There is {list}, that keeps me busy.
My weaknesses are {list}.
f|I should name {list}.
w|I really enjoy {list}.
b|{list}. That sort of thing.
j|Officially I have no hobbies, in truth there is {list}.
# answer_dislikes
I can't stand {list}.
What gets on my nerves is {list}.
You can chase me away with {list}.
I have no patience with {list}.
f|I object to {list}, if you want to know.
w|I try to be kind, but {list} is too much for me.
b|I hate {list}.
j|My list of enemies is short: {list}.
# answer_unknown
I have no good answer to that, but what I can say is this: {clause}.
Nobody ever asked me that. What I do know: {clause}.
That is outside my world; in mine, {clause}.
I would have to guess there. What is certain: {clause}.
Honestly, I don't know. I only know that {clause}.
b|No idea. {fact}
f|I can't answer that with certainty. What I can say is that {clause}.
w|I wish I knew. The nearest I can offer is this: {clause}.
# common
We have that in common, {other}: {mine}.
You too, {other}? {mine}
There we meet, {other}. {mine}
That sounds familiar, {other}: {mine}.
I know what you mean, {other}. {mine}
Funny, {other}, it is not so different with me. {mine}
{other}, that could be me. {mine}
w|Oh, {other}, then we understand each other! {mine}
f|That I share, {other}. {mine}
b|Same here, {other}. {mine}
j|Then we are two, {other}. {mine}
# differ
There we differ, {other}. {mine}
With me it is the other way round, {other}. {mine}
{other}, you would have a hard time with me. {mine}
I could not live like that, {other}. {mine}
w|How different people are, {other}. {mine}
f|I see that otherwise, {other}. {mine}
b|Not me, {other}. {mine}
j|{other}, we should never share a flat. {mine}
# echo
So {yours}.
You said that {yours}; I will remember that.
That {yours}, {other}, I would not have guessed.
I keep thinking of what you said, {other}, that {yours}.
So {yours}, {other}, and you say it so calmly.
When you say that {yours}, I see it before me.
I noticed one thing, {other}: {yours}.
w|So {yours}! I like hearing that, {other}.
w|That {yours} tells me a lot about you, {other}.
f|You mentioned that {yours}, {other}.
b|So {yours}. Good to know, {other}.
j|So {yours}, {other}, and nobody has stopped you.
j|If I understand you well, {other}, {yours}, and you live to tell it.
# ask_work
What do you do for a living, {other}?
And your work, {other}, what does a day of it look like?
What kind of work do you do?
How do you earn your bread, {other}?
w|Tell me, {other}, what is your work like?
f|May I ask what your profession is, {other}?
b|What's your job, {other}?
j|What do they pay you for, {other}?
# ask_family
Who are the people closest to you, {other}?
Do you have family around you?
Is there somebody waiting for you at home, {other}?
And family, {other}?
w|Who is dear to you, {other}, if I may ask?
f|May I ask about your family, {other}?
b|Family?
j|Who has to put up with you at home, {other}?
# ask_leisure
What do you do when the work is done, {other}?
How do you spend a free weekend?
What are you fond of, {other}, outside work?
What do you do for fun, {other}?
w|What makes you happy on a free day, {other}?
f|How do you prefer to spend your leisure, {other}?
b|And for fun?
j|Which hobby do you hide from your boss, {other}?
# ask_home
Where do you live, {other}, and do you like it there?
What is home like for you, {other}?
How do you live, if I may ask?
Which place do you call home, {other}?
w|What does your home look like, {other}?
f|Where do you reside, {other}?
b|Where do you live?
j|Do you live like a king or like the rest of us, {other}?
# ask_origin
Where did you grow up, {other}?
Where do you come from originally?
What was your childhood like, {other}?
How did you get to where you are now, {other}?
w|I would love to know where you grew up, {other}.
f|May I ask where you were brought up, {other}?
b|Where did you grow up?
j|Which corner of the world has to answer for you, {other}?
# ask_goal
What do you still want to do in life, {other}?
Is there a dream you are working on?
Where do you want to be in ten years, {other}?
What are you hoping for, {other}?
w|What do you wish for most, {other}?
f|What are your plans for the coming years, {other}?
b|What do you want out of all this, {other}?
j|If somebody left you alone for a year, what would you do with it, {other}?
# ask_trouble
What gives you the most trouble at the moment, {other}?
What do you lose your time with, {other}?
What annoys you in an ordinary week?
Is there something you would rather never do again, {other}?
w|What weighs on you these days, {other}?
f|What do you find most difficult in your daily work, {other}?
b|What gets on your nerves, {other}?
j|What makes you swear under your breath, {other}?
# ask_opinion
What do you believe in that others laugh about, {other}?
On what do you never change your mind?
Which opinion of yours gets you into arguments, {other}?
What would you change in the world, {other}?
w|What matters to you most, {other}?
f|What is a conviction of yours, {other}?
b|What do most people get wrong, {other}?
j|What is your favourite unpopular opinion, {other}?
# ask_routine
What does a normal morning look like for you, {other}?
How does your day begin, {other}?
Walk me through a normal day, would you?
w|How do you like to start the day, {other}?
f|How is your day usually arranged, {other}?
b|Early bird or not?
j|Are you human before ten in the morning, {other}?
# return
And you, {other}?
What about you, {other}?
How is that with you?
And on your side?
Is it the same with you, {other}?
w|But I talk too much, how is it with you, {other}?
f|May I return the question, {other}?
b|You?
j|Now you, {other}, fair is fair.
# close
{other}, I have to go soon, but I won't forget that {yours}.
It was good talking to you, {other}. When I get home I will tell them that {yours}.
Time is up for me, {other}. That {yours} will stay with me.
Let us stop here, {other}. Next time I want to hear more, now that I know that {yours}.
w|I enjoyed this so much, {other}. Take care, and thank you for telling me that {yours}.
w|Thank you, {other}, it did me good to hear that {yours}. Until soon!
f|I thank you for the conversation, {other}, in particular for telling me that {yours}.
f|I must leave now, {other}. I was interested to learn that {yours}.
b|Good talk, {other}. I'll remember that {yours}.
b|I'm off, {other}. So {yours}. Fine.
j|I'd better go, {other}, before you find me out. That {yours} I will pass on as a legend.
j|Goodbye, {other}. Somebody should write down that {yours}.
# close_plain
Goodbye {other}, it was good to meet you.
See you, {other}, and good luck with everything.
Take care, {other}.
Until next time, {other}.
w|All the best, {other}, I mean it.
f|I wish you a good {daytime}, {other}.
b|See you, {other}.
j|Behave yourself, {other}.
# iv_open
{other}, thank you for your time. I want to find out where {matter} would really help you. What takes up most time in your week?
Hello {other}. Before anybody talks about {matter}, tell me about the work: what costs you the most time?
{other}, I'm here to understand your work before I say a word about {matter}. Which task do you grumble about most?
b|{other}, one question at a time. Where does your week go?
f|Good {daytime}, {other}. To judge where {matter} could serve you, I have to start with your work. What takes most of your team's time?
w|Hello {other}, I hope this will be worth your while. What makes your working week hard?
# iv_amount
So {yours}. How often does that happen?
I note that {yours}. How much time does it eat in a week?
You say that {yours}. Can you put a number on it?
If {yours}, how many cases is that?
That {yours} I have written down. How long does one case take?
b|So {yours}. How many?
f|You mention that {yours}. May I have a figure for it?
# iv_next
What else slows you down, {other}?
And after that, {other}, what is the next thing that hurts?
Which other task would you gladly give away?
What goes wrong most often, {other}?
b|What else?
f|Is there a second difficulty of that size, {other}?
# iv_cost
And what does that cost you, in money?
What is an hour of that worth, {other}?
Can you tell me what it costs the house?
b|What does it cost?
f|How would you express that in money, {other}?
# iv_who
Who does this today, {other}?
Who suffers most from it?
Who has to live with the result?
b|Who does it?
f|Whom does this concern besides you, {other}?
# iv_tried
What would your people say if a program did that part?
How do you get on with new software, {other}?
What makes you trust a new tool, {other}, or not?
b|Would they use it?
f|What would have to be true for you to accept new software, {other}?
# iv_limit
What must such a system never do?
Where would you want a person to decide, and nobody else?
What would make you switch it off again, {other}?
b|What must it never touch?
f|Which limits would you set, {other}?
# iv_success
Suppose it works: how would you notice, {other}?
What would you do with the time?
Which goal would it bring nearer, {other}?
b|How do we know it worked?
f|By what would you measure success, {other}?
# iv_project
Then I have one concrete project idea, {other}. I propose {idea}: a system that {does}. It starts where {yours}. {value}
{other}, I think we have it. My proposal is {idea}, which {does}. You told me that {yours}, and this is the place to begin. {value}
Let me put it in one sentence, {other}: I propose {idea}; it {does}. It answers to one thing you said, that {yours}. {value}
f|On the basis of what you told me, {other}, I propose {idea}, a system that {does}. The reason is that {yours}. {value}
b|My project idea is {idea}. It {does}. Reason: {yours}. {value}
# iv_step
As a first step I would take twenty real cases, watch who does them, and test it for a month with a named owner.
We should try it with two people for four weeks and count minutes before and after.
I would not roll it out before one of your own people has vouched for it.
Next I will write this up on one page, with the figures you gave me, and you correct them.
What I need from you is one person who owns it and ten old cases to test with.
# iv_thanks
That is all I needed today, {other}, thank you for the plain figures.
Thank you, {other}, you will have it in writing.
f|I thank you for your frankness, {other}.
b|Done, {other}. Thanks.
w|You have been very open, {other}, thank you.
# iv_reply_project
{other}, that is a project I could defend, because {clause}.
I would sign that, {other}. {fact}
If you can show it to me on real cases, {other}, I am willing. {fact}
f|Your proposal is sensible, {other}. I would only remind you of this: {clause}.
b|Try it, {other}. But {clause}.
w|{other}, that would take a load off us. {fact}
j|{other}, if that works I will plant a tree for it. {fact}
# iv_reply_step
Agreed, {other}, and remember: {clause}.
Then let us begin small, {other}. {fact}
f|That procedure suits me, {other}. {fact}
b|Good, {other}. {fact}
w|Gladly, {other}. {fact}
"""
