"""Frames of the inner voice: what somebody thinks before they speak, and how they feel."""

MIND = """
# think_meet
I wonder what {other} is like away from {matter}.
{other} seems to listen; I can risk a little more.
Better ask {other} something before I talk about myself again.
I should find something that {other} and I share.
{other} answers openly. That makes it easier.
I must not turn this into an interview with {other}.
There is more behind what {other} says, I think.
It is pleasant to talk to {other} without a purpose.
I would like {other} to remember me kindly.
Silence with {other} would be fine as well, but let me say something.
What would {other} think if I told the rest?
I had not expected to like this conversation with {other}.
Let me see whether {other} laughs about the same things.
I catch myself watching how {other} chooses words.
# think_group
Everybody looks at the same old tricks; I should speak of {topic}.
What {other} said just now deserves an answer.
I had better bring this down to {topic} again.
If nobody mentions {topic}, I have to.
They talk fast. I'll stay with {topic}.
{other} and I will not agree on everything, and that is fine.
I want at least one thing on the list that helps with {topic}.
Before I praise anything I should think of {topic}.
I can't sit here and say nothing about {topic}.
{other} sees it from another side than I do.
This could become something, if we don't forget {topic}.
Let me be useful and stick to {topic}.
I must not let {other} do all the talking.
My experience with {topic} may be worth more here than I thought.
Listening to {other} I notice what I miss.
How would I explain {topic} to somebody outside?
# think_choose
I'll trust my gut and then find the reason.
Most of these are not made for people like me.
I had better be honest instead of polite about this.
I know which one I would remember tomorrow.
Advertisements and I are not old friends; let me see.
Let me not overthink a few lines of text.
They want an answer, so I'll give them one.
Who pays for this, and what do they want from me?
I should say what I would do, not what sounds good.
At home I would have looked away by now.
One of my friends would laugh at my answer.
Is it the words, or is it my mood today?
I wonder who wrote that, and for whom.
Some of it is for me and some of it is not.
My first thought is usually the right one.
There is a catch somewhere, there always is.
I have seen worse on a Monday.
Let me think of my own wallet first.
Would I tell anybody about it? That is the test.
How would this look on a bad day?
Quickly now, before I change my mind.
I notice that I am smiling, or am I frowning?
It is easy to judge from a chair.
I'll answer for myself and nobody else.
What would my family say to that?
Funny what people think would move me.
I have an answer before I have a reason.
Better a clear word than a clever one.
Let me read it once more, slowly.
It is my life that it has to fit, not theirs.
If they ask me, they shall hear it.
Nobody here knows what I really need.
# think_interview
The number behind this is what I need from {other}.
{other} knows the work; I only have to ask the right thing.
I should not propose anything before I have heard it all.
This is where {other} loses time, I can hear it.
One more question, then I'll see the shape of it.
{other} would tell me more if I waited.
I have to separate the annoyance from the cost.
Let me check that I understood {other}.
Soon I can name a project, but not yet.
What {other} does not say matters as well.
# think_answer
{other} asks precisely; I'll answer precisely.
I may say this, it is no secret.
If {other} really wants to know, then with figures.
I should not complain too much in front of {other}.
This is the first time anybody asks about {topic}.
Let me stick to what I see every day.
Does {other} want the truth or the brochure? The truth, I think.
I hope {other} writes down the right part.
I have thought about {topic} for years and never said it aloud.
Careful with promises. Facts only.
# think_tell
What of all that is worth telling?
I could begin with {topic}, that is safe ground.
Strange to hear my own life from my own mouth.
Let me tell it as it is, without decoration.
Not everything has to be said today.
I hope it does not sound like a complaint.
# think_sum
Who said what? I must get the names right.
I have to be fair to everybody, not only to my own idea.
Better a short list that is true than a long one.
# think_tell
I'll begin at the beginning and stop early.
Which part of it would a stranger understand?
One sentence too many and they stop listening.
I know this better than anybody, so out with it.
They shall get it plain.
What would I want to read myself?
It has to sound like me.
# think_own
Let me see where this leads.
I have to sort my thoughts before I say anything.
What is behind this, I wonder?
I would have liked a minute more to think.
That touches something, I can't say what yet.
I'll say it simply.
It is not the first time that I think about this.
I should keep my voice down and my point clear.
One thing at a time.
Somebody should say it, so why not me?
My head is fuller than my mouth.
Let me stay with what I know.
# think_end
Time to come to an end with {other}.
That was enough talk for one day.
I will think about what {other} said on the way home.
Let me finish kindly.
# think_silent
I have said what I had to say.
No need to repeat myself.
I would rather listen now.
Let the others have the floor.
Nothing to add that is worth their time.
# social
I see what is happening. {fact}
So that is how it is. It reminds me: {clause}.
That changes the mood. {fact}
w|Oh, did you notice? {fact}
b|Well. {fact}
f|I take note of that. {fact}
# visual
What I see there makes me think of something. {fact}
Looking at {seen}, I notice this first: {clause}.
Look at that, {seen}. {fact}
So this is {seen}. {fact}
b|{seen}. I see. {fact}
w|How interesting, {seen}! {fact}
f|I am looking at {seen}. {fact}
# location
So this is {seen}. {fact}
I have arrived: {seen}. {fact}
{seen}, then. {fact}
# thought
It has been on my mind: {thought}. {fact}
I keep thinking about one thing, {thought}. {fact}
Something goes round in my head: {thought}. {fact}
# pursue
{other}, something is on my mind: {goal}. What do you think about it?
I have set myself a task: {goal}. Can you help me with it, {other}?
What would you do in my place, {other}? I have to {goal}.
May I ask you something, {other}? I have been told to {goal}.
# discuss
{fact} That is where I stand on {topic}.
About {topic} I can only say: {clause}.
On {topic} I have my own view. {fact}
When it comes to {topic}, {clause}.
My position on {topic} is soon told. {fact}
Speaking of {topic}: {clause}.
{topic}, then. {fact}
b|{topic}? {fact}
f|As regards {topic}, {clause}.
w|I am glad we talk about {topic}. {fact}
j|{topic}, of all things. {fact}
# discuss_ask
How do you see it, {other}?
{other}, what is your experience?
Would you say the same, {other}?
And your view, {other}?
b|{other}?
f|I would like to hear {other} on this.
w|I would love to know how {other} sees it.
j|{other}, save me, what do you say?
# reach
{other}, can you hear me? I would like to talk to you about {topic}.
I am trying to reach you, {other}, because of {topic}.
{other}, have you got a minute? It is about {topic}.
"""
