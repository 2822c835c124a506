"""Frames of a group at work: proposing, agreeing, objecting, building, summing up."""

GROUP = """
# propose
{trouble} So I propose {idea}: it {does}.
{trouble} That is why my idea would be {idea}: it {does}.
My suggestion comes straight from my own week. {trouble} What I want is {idea}, which {does}.
{trouble} How about {idea}, one that {does}?
Here is my idea: {idea}: it {does}. {trouble}
I propose {idea}, something that {does}, and for a selfish reason: {tclause}.
If {product} is to earn its keep with me, my idea is {idea}, which {does}. {trouble}
What about {idea}, something that {does}? I would use it the same day. {trouble}
{trouble} My proposal for {product} is therefore {idea}: it {does}.
b|I propose {idea}: it {does}. {trouble} That is all the reason I need.
b|{trouble} My idea, then: {idea}: it {does}.
b|My proposal is {idea}, nothing more. It {does}. {trouble}
b|Put {idea} in, that is my suggestion. It {does}. {trouble}
f|Allow me to propose {idea}: it {does}. The background is simple. {trouble}
f|My proposal is called {idea}: it {does}. I say so from experience: {tclause}.
f|I suggest {idea}, which {does}. {trouble}
w|I would love {idea}, that is my idea for {product}: it {does}. {trouble}
w|May I suggest {idea}, which {does}? You see, {tclause}.
w|It may sound small. {trouble} My suggestion is {idea}, which {does}.
j|{trouble} Until somebody cures that, I propose {idea}: it {does}.
j|Laugh if you want, but my idea is {idea}: it {does}. {trouble}
j|{trouble} I suggest {idea}, which {does}, and my blood pressure would thank you.
# propose_more
I have a second proposal as well, {idea}: it {does}.
Then I propose {idea} on top, which {does}, because {tclause}.
There is another idea in my week: {idea}: it {does}. {trouble}
{trouble} For that case I suggest {idea}, which {does}.
And since {tclause}, I would add one more idea, {idea}: it {does}.
One more suggestion from my side, {idea}: it {does}. {trouble}
My next idea is {idea}, and it {does}. {trouble}
Beside that, what about {idea}? It {does}. {trouble}
{trouble} This is where my other proposal comes in, {idea}: it {does}.
How about {idea} besides, something that {does}? {trouble}
b|Another suggestion: {idea}: it {does}. {trouble}
b|{trouble} Fix that with {idea}, is my idea: it {does}.
f|I would further propose {idea}: it {does}. {trouble}
f|As a second point I suggest {idea}: it {does}. {trouble}
w|Something else I would dearly like, if I may suggest it, is {idea}: it {does}. {trouble}
w|{trouble} So a second idea, please: {idea}, which {does}.
j|While the coffee lasts I propose {idea} too: it {does}. {trouble}
j|{trouble} Nobody laughs, so here is idea number two: {idea}: it {does}.
# propose_plain
My idea would be {idea}: {product} that {does}.
I propose {idea} for {product}: one that {does}.
What about {idea}, something that {does}?
How about {idea}, one that {does}?
I suggest {idea}, which {does}, because {tclause}.
My proposal is {idea}, something that {does}.
# propose_open
For {product} I propose something that spares people {loss}.
My idea for {product} starts with what I know, and that is {loss}; I propose to make an end of it.
What about a version of {product} that puts a stop to {loss}?
I suggest that {product} should first of all save us from {loss}.
How about {product} for people who are tired of {loss}? That is my idea.
My proposal is simple: whoever works on {product} should think of somebody {loss}.
b|Stop people {loss}. That is my idea for {product}.
w|I would be so glad if {product} kept me from {loss}; that is my suggestion.
# propose_like
My idea for {product}: make it feel like {like}.
I propose that {product} should have something of {like} in it.
What about giving {product} a little of {like}?
I suggest we learn from {like} and bring that into {product}.
How about {product} in the spirit of {like}? That is the idea I would follow.
# propose_unlike
My idea for {product} is negative, I admit: nothing that reminds anybody of {dislike}.
I propose one rule for {product}, and it is: no trace of {dislike}.
What about promising people that {product} never turns into {dislike}?
I suggest that {product} keeps clear of {dislike}, that alone would be new.
How about {product} for those who are tired of {dislike}? That is the idea I would follow.
# agree
{other}, I am with you on {idea}. {reason}
{other} has a point with {idea}. {reason}
{idea}, {other}, is the first thing today that I would pay for. {reason}
I would take {idea} that {other} brought up. {reason}
Yes to {idea}, {other}. {reason}
{other}, when you described {idea}, I thought of myself. {reason}
Count me in for {idea}, {other}. {reason}
That would help me too, {other}, I mean {idea}. {reason}
What {other} says about {idea} is right. {reason}
I side with {other} here: {idea} is worth building. {reason}
b|{other} is right about {idea}. {reason}
b|Good one, {other}. I would use {idea}. {reason}
b|{idea}: fine by me, {other}. {reason}
f|I can support {idea}, {other}, and I will tell you why. {reason}
f|{other}, your proposal of {idea} convinces me. {reason}
f|With {idea} {other} has found something sound. {reason}
w|Oh, {other}, {idea} is lovely. {reason}
w|Thank you for {idea}, {other}, I felt understood. {reason}
w|{other}, I really like {idea}. {reason}
j|{other}, I hate to admit it, but {idea} is clever. {reason}
j|If nobody else marries {idea}, {other}, I will. {reason}
j|{other}, for {idea} I would even read a manual. {reason}
# object
{other}, I have my doubts about {idea}. {reason}
With {idea} I can't follow you, {other}. {reason}
I would not build {idea}, {other}. {reason}
{other}, I see what {idea} is meant for, but I would leave it out. {reason}
Here I disagree, {other}: {idea} is not for me. {reason}
{idea} sounds better than it will work, {other}. {reason}
I am less sure than {other} about {idea}. {reason}
Against {idea} I have one thing to say, {other}. {reason}
{other}, before we fall for {idea}, a word of caution. {reason}
What worries me about {idea}, {other}? {reason}
b|No, {other}. {idea} is not worth the trouble. {reason}
b|{other}, nobody I know would touch {idea}. {reason}
b|I don't buy {idea}, {other}. {reason}
f|I must object to {idea}, {other}. {reason}
f|{other}, with respect, {idea} would need a second look. {reason}
f|As to {idea}, {other}, I remain unconvinced. {reason}
w|{other}, please don't mind me, but {idea} makes me a little uneasy. {reason}
w|I understand why {other} wants {idea}, only it would not help me. {reason}
w|Can I be honest about {idea}, {other}? {reason}
j|{other}, {idea} would last about a day with me. {reason}
j|I admire {idea}, {other}, from a safe distance. {reason}
j|{other}, sell {idea} to my worst enemy. {reason}
# partly
{other}, {idea} would do for me, though only with one condition. {reason}
I could live with {idea}, {other}, but mind one thing. {reason}
Half of me likes {idea}, {other}; the other half remembers something. {reason}
{idea}, {other}? Useful for some, not my first wish. {reason}
{other}, about {idea} I am of two minds. {reason}
I neither love nor hate {idea}, {other}. {reason}
Maybe {idea}, {other}, if somebody thinks of people like me. {reason}
For {idea} I would want to see it run first, {other}. {reason}
b|{idea}: maybe, {other}. {reason}
b|{other}, {idea} is all right, no more. {reason}
f|{idea} deserves a trial, {other}, under supervision. {reason}
f|{other}, I would accept {idea} with reservations. {reason}
w|{other}, there is something good in {idea}, let us keep it on the list. {reason}
w|I would give {idea} a chance, {other}, for your sake. {reason}
j|{other}, {idea} and I could become friends, slowly. {reason}
j|On a good day I would use {idea}, {other}. {reason}
# build
{other}'s {theirs} and {idea} belong together, so I suggest building both: the new part {does}.
If we get {theirs} from {other}, then I propose {idea} beside it, which {does}.
To what {other} said about {theirs} I would add an idea, {idea}: it {does}.
Starting from {theirs} I come to an idea of my own, {idea}: it {does}.
{other}, your {theirs} made me think of {idea}; I suggest it as the next step, as it {does}.
I would take {theirs} further, {other}, and propose {idea}: it {does}.
My idea goes in the same direction as {theirs}, {other}: {idea}, which {does}.
b|{theirs} is half of it, {other}. The other half, I suggest, is {idea}: it {does}.
f|As a complement to {theirs}, {other}, I propose {idea}: it {does}.
w|{other}, next to your {theirs} I would put an idea of mine, {idea}: it {does}.
j|Marry {theirs} to {idea}, {other}, that is my proposal: the bride {does}.
# for_generic
It costs me nothing and saves the worst part of the afternoon.
It is small enough to work and useful enough to be missed.
That is a chore that no human being should have to do.
One can try it and switch it off again, that is what wins me.
It takes the boring half and leaves the thinking to us.
Even people who hate computers would understand what it is good for.
It answers a question that I ask myself every other day.
It does one thing only, and that is usually a good sign.
I could explain it to my whole street in one breath.
Nobody would have to read a manual for it.
It helps the one who does the work and not the one who watches.
I would miss it after a week.
It would spare me arguments with people I like.
One sees at once whether it works or not.
b|It saves time. Enough.
w|It would take a worry away from somebody, and that counts.
f|It solves a defined problem in a defined way.
j|It would do what I have been pretending to do for years.
# against_generic
It would speak up more often than it helps.
Somebody has to check afterwards what it did, and that somebody is me.
The first wrong guess would cost more than all the right ones save.
It solves a thing that a little order would solve as well.
I would spend my time correcting it.
It works in a demonstration and not on an ordinary day.
People would stop looking for themselves, and that worries me.
I would rather have nothing there than something that guesses.
Before long one pays extra for it.
It is one more thing on the screen that wants attention.
It makes the easy part easier and leaves the hard part alone.
I would never find out what it did with my text.
A colleague with two eyes does the same.
I see who sells it, I do not see who asked for it.
b|Too clever by half.
w|I would feel watched by it, even if it means well.
f|The benefit is not proportionate to the effort.
j|It would be switched off by dinner.
# partly_generic
It depends on whether it knows when to keep quiet.
The idea is good, the number of clicks will decide.
I would need to see it fail once before I trust it.
Show me that it works on a bad day, then we talk.
Everything hangs on who can read along.
It must not cost extra, or I forget it again.
As long as I can undo it, let it try.
It should ask first and act afterwards.
For a beginner it is too much, for an expert too little.
I would use it on Mondays and curse it on Fridays.
Half of it would do.
It is right for big offices; I am not sure about people on their own.
b|Depends on the price.
w|With a bit of patience it could grow on me.
f|I would make my consent depend on a test.
j|It has the charm of a new umbrella: one will see when it rains.
# defend
{other}, I stay with {idea} all the same. {reason}
I hear you, {other}, but {idea} is born of real days. {reason}
That may be so, {other}; still I would not give up {idea}. {reason}
{other}, you can switch {idea} off, I can't switch off the trouble behind it. {reason}
Without {idea}, {other}, nothing changes for me. {reason}
{other}, let me say it for {idea} once more. {reason}
b|I keep {idea}, {other}. {reason}
b|{other}, then don't use {idea}. I will. {reason}
f|Your objection is noted, {other}, yet I maintain {idea}. {reason}
w|{other}, I do see your worry about {idea}, and still I hope for it. {reason}
j|{other}, you wound me and {idea}. {reason}
# concede
Fair enough, {other}. {idea} should only run when somebody asks for it.
You have a point, {other}; then let {idea} be off until I switch it on.
{other}, all right, {idea} needs a way to say no to it.
I take that back in part, {other}: {idea} only where people choose it.
Good objection, {other}. With {idea} the last word has to stay with the person.
w|{other}, you are right to say it. I would make {idea} ask first.
f|I accept the objection, {other}: {idea} has to be optional.
b|Fine, {other}. Make {idea} a switch.
j|{other}, you win a point. {idea} gets an off button, a big one.
# favourite
If only one of all these gets built, I choose {idea} from {other}. {reason}
My vote at the end goes to {idea}, which {other} brought. {reason}
Of all we heard I would go for {other}'s {bare}. {reason}
When I go home, {idea} from {other} is what I will remember. {reason}
To close, my choice is {other}'s {bare}. {reason}
Before we finish: {idea} of {other} comes first for me. {reason}
b|One winner: {idea}, from {other}. {reason}
b|I pick {idea}. Thank {other}. {reason}
f|In conclusion I would put {other}'s {bare} at the top. {reason}
f|My final recommendation is {idea}, as {other} proposed. {reason}
w|I have warmed to {idea}, {other}, and it gets my vote. {reason}
w|What {other} gave us with {idea} is my favourite today. {reason}
j|My medal goes to {other} for {idea}. {reason}
j|I will dream of {idea} tonight, thanks to {other}. {reason}
# sum_open
Here is what I take with me from this round.
Then let me gather what we had.
I have listened, and these are the best ideas.
The strongest proposals, as I heard them:
Let me put the best ideas in order.
b|Short version.
f|I shall summarise the best ideas in order.
w|Thank you all, these ideas were a pleasure to collect.
j|Out of the smoke come these ideas.
# sum_first
First comes {idea} by {other}, which {does}.
At the top I put {other}'s {bare}: it {does}.
{other} gave us the strongest one, {idea}, which {does}.
For me {idea} from {other} leads, because it {does}.
# sum_item
Then {idea} from {other}.
{other} added {idea}.
After that, {other}'s {bare}.
Also worth keeping is {idea}, proposed by {other}.
{idea} was brought in by {other}.
From {other} we have {idea}.
Next to it stands {other}'s {bare}.
# sum_close
If it were up to me, {idea} would be built first. {reason}
My own choice among them is {idea}. {reason}
I would begin with {idea}. {reason}
Build {idea} before anything else, is my advice. {reason}
# sum_nothing
I heard much, but no idea yet that I could put on a list.
So far nobody has proposed anything I could sum up.
# trouble_only
{trouble} Whatever we do with {product}, it has to begin there.
Before we invent anything, one thing from my life. {trouble}
{trouble} I have no recipe for that, only the wish.
When I hear {product}, I think of this. {trouble}
"""
