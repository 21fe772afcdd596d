using Chat.Client;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Client;

/// <summary>Replies that grow while pieces get lost and lines are cut.</summary>
public sealed class FollowingReplies : ClientTest
{
    private ModelConversation _tea = null!;

    private Message Reply => Client.State.Find(_tea.Id)!.Messages.Last!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _tea = Server.Model.Create(Server.Model.Me, Bob);
        Server.Model.Send(_tea, Bob, "");
        await SignInAsync();
        Server.Model.Begin(_tea);
    }

    [Fact]
    public async Task The_text_is_fetched_once_where_a_piece_was_lost_and_the_reply_goes_on()
    {
        var held = new TaskCompletionSource();
        Server.Plan("GetMessages", new Fate { Until = held.Task });
        Server.Model.Write(_tea, "The beginning, ");
        Server.Model.Write(_tea, "what is lost, ", isTold: false);
        Server.Model.Write(_tea, "what waits, ");
        await Server.UntilAsync("GetMessages", 1);
        Server.Model.Write(_tea, "what waits as well, ");

        held.SetResult();
        await SaysAsync("The beginning, what is lost, what waits, what waits as well, ");
        Server.Model.Write(_tea, "and the end.");

        await SaysAsync("The beginning, what is lost, what waits, what waits as well, and the end.");
        Assert.Equal(1, CallsOf("GetMessages"));
        Server.Model.Finish(_tea);
        await Client.UntilAsync("the reply has ended", () => Reply.Status is MessageStatus.Complete, Token);
        Client.State.AssertKnows(Server.Model);
    }

    [Fact]
    public async Task What_was_said_while_the_line_was_cut_is_here_though_nothing_more_is_said()
    {
        Server.Model.Write(_tea, "Heard, ");
        Server.IsDown = true;
        Server.Cut();
        await Client.UntilAsync("the client is offline", () => Client.Status.State is ConnectionState.Offline, Token);
        Server.Model.Write(_tea, "missed");

        Server.IsDown = false;

        await SaysAsync("Heard, missed");
        Assert.Equal(MessageStatus.Streaming, Reply.Status);
    }

    [Fact]
    public async Task A_program_that_is_started_again_in_the_middle_has_what_was_said_meanwhile()
    {
        Server.Model.Write(_tea, "The old program, ");
        await Client.DisposeAsync();
        Server.Model.Write(_tea, "nobody, ");

        Client = await StartAsync();
        await Client.UntilAsync("the text so far is here", () => Reply.Content is "The old program, nobody, ", Token);
        Server.Model.Write(_tea, "the new program.");

        await SaysAsync("The old program, nobody, the new program.");
    }

    [Fact]
    public async Task A_text_that_is_refused_for_a_while_is_fetched_again()
    {
        Server.Plan(
            "GetMessages", Fate.Refused("rate_limited", "Too many calls; try again in 3 s"), Fate.Refused("internal", "Not now."), Fate.CutBefore,
            Fate.Refused("forbidden", "Never."));

        Server.Model.Write(_tea, "lost ", isTold: false);
        Server.Model.Write(_tea, "and found");

        await SaysAsync("lost and found");
        Assert.Contains(TimeSpan.FromSeconds(3), Clock.Waited);
    }

    [Fact]
    public async Task A_text_that_nobody_knows_is_asked_for_ever_more_seldom()
    {
        Server.Model.TellPiece(new() { ConversationId = _tea.Id, MessageId = Reply.Id, Offset = 100, Text = "far ahead" });
        await Server.UntilAsync("GetMessages", 8);

        Assert.Equal([0.5, 1, 2, 4, 8, 8, 8], Clock.Waited.ToArray().Select(one => one.TotalSeconds).SkipWhile(one => one is not 0.5).Take(7));
    }

    [Fact]
    public async Task A_reply_that_is_written_again_while_its_text_is_fetched_holds_nothing_of_the_old_one()
    {
        var held = new TaskCompletionSource();
        var old = Reply.Revision;
        Server.Plan("GetMessages", new Fate { Until = held.Task });
        Server.Model.Write(_tea, "First ", isTold: false);
        Server.Model.Write(_tea, "thought.");
        await Server.UntilAsync("GetMessages", 1);
        Server.Model.Finish(_tea);
        Server.Model.Begin(_tea);
        Server.Model.Write(_tea, "Second");
        Server.Model.Write(_tea, " one.");

        held.SetResult();

        await SaysAsync("Second one.");
        Assert.True(Reply.Revision > old);
    }

    [Fact]
    public async Task A_client_that_ends_waits_for_no_text()
    {
        Server.Plan("GetMessages", new Fate { Until = new TaskCompletionSource().Task });
        Server.Model.Write(_tea, "lost ", isTold: false);
        Server.Model.Write(_tea, "for ever");
        await Server.UntilAsync("GetMessages", 1);

        await Client.DisposeAsync();

        Assert.Equal(0, Server.Open);
    }

    private Task SaysAsync(string text) => Client.UntilAsync($"the reply says '{text}'", () => Reply.Content == text, Token);
}
