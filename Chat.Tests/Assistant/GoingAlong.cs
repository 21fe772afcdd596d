using Chat.Client;
using Chat.Client.Connecting;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>Devices with the library, on lines that lose pieces and break, beside a model that has not finished.</summary>
public sealed class GoingAlong(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_piece_that_is_lost_on_its_way_is_made_up_for_while_the_reply_is_written()
    {
        var say = new Prompter();
        app.Provider.Script = say.RunAsync;
        await using var device = await Device.SignInAsync(app, Token);
        await device.AskAsync("Count.");
        say.Next("one, ");
        await device.SaysAsync("one, ");

        device.Line.LosesPieces = true;
        say.Next("two, ");
        await device.Line.LostAsync(Token);
        device.Line.LosesPieces = false;
        say.Next("three");

        await device.SaysAsync("one, two, three");
        say.End();
        await device.EndsWithAsync("one, two, three");
    }

    [Fact]
    public async Task What_is_said_while_the_line_is_cut_is_here_after_it_while_the_reply_is_written()
    {
        var say = new Prompter();
        app.Provider.Script = say.RunAsync;
        await using var device = await Device.SignInAsync(app, Token);
        await using var other = await app.ConnectAsync(device.Session, Token);
        await device.AskAsync("Count.");
        say.Next("one, ");
        await device.SaysAsync("one, ");
        var revision = device.Reply!.Revision;

        await device.Line.CutAsync();
        say.Next("two, ");
        await other.HeardAsync("", "one, two, ".Length, Token);
        device.Line.IsCut = false;

        await device.SaysAsync("one, two, ");
        Assert.Equal(revision, device.Reply.Revision);
        say.Next("three");
        await device.SaysAsync("one, two, three");
        say.End();
        await device.EndsWithAsync("one, two, three");
    }

    [Fact]
    public async Task A_device_that_joins_in_the_middle_has_the_text_so_far_and_goes_on()
    {
        var say = new Prompter();
        app.Provider.Script = say.RunAsync;
        await using var first = await Device.SignInAsync(app, Token);
        await first.AskAsync("Count.");
        say.Next("one, ");
        await first.SaysAsync("one, ");

        await using var second = await first.OnceMoreAsync(Token);
        await second.SaysAsync("one, ");
        say.Next("two");

        await second.SaysAsync("one, two");
        say.End();
        await second.EndsWithAsync("one, two");
    }

    [Fact]
    public async Task A_reply_that_is_written_again_has_its_own_text_alone_whatever_of_the_first_comes_late()
    {
        var first = new Prompter();
        app.Provider.Script = first.RunAsync;
        await using var device = await Device.SignInAsync(app, Token);
        device.Line.LosesPieces = true;
        await device.AskAsync("Think.");
        first.Next("The first thought, which was a long one.");
        var late = await device.Line.LostAsync(Token);
        first.End();
        await device.EndsWithAsync("The first thought, which was a long one.");

        var second = new Prompter();
        app.Provider.Script = second.RunAsync;
        var again = await device.Client.AskAsync(hub => hub.RegenerateReply(new() { MessageId = device.Reply!.Id }), Token);
        second.Next("Second ");
        while ((await device.Line.LostAsync(Token)).Revision is not { } revision || revision < again.Revision) { }
        await device.Client.UntilAsync(
            "the reply begins anew", () => device.Reply is { Status: MessageStatus.Streaming } begun && begun.Revision >= again.Revision, Token);
        device.Line.LosesPieces = false;
        await device.Line.ComeLateAsync(late);
        await device.Line.ComeLateAsync(late with { Offset = "Second ".Length, Text = late.Text["Second ".Length..] });
        second.Next("one");

        await device.SaysAsync("Second one");
        second.End();
        await device.EndsWithAsync("Second one");
    }
}
