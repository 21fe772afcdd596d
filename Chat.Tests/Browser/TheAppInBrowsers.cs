using Chat.Tests.Checker;
using Chat.Tests.Running;

namespace Chat.Tests.Browser;

/// <summary>
/// The web app as people have it: Chromium, the real server, the real database. In every scenario no policy of a page is broken, nothing is
/// written to the console and nothing is asked of any other server.
/// </summary>
[Collection(nameof(Browsers))]
public sealed class TheAppInBrowsers(BrowsedApp app) : IClassFixture<BrowsedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Two_people_chat_in_two_browsers() => PlayAsync("chatting");

    [Fact]
    public Task Who_was_offline_reads_and_writes_and_then_has_all_thousand_messages() => PlayAsync("offline");

    [Fact]
    public Task A_picture_a_file_and_a_voice_message_arrive()
    {
        Requires.Pictures();
        return PlayAsync("files");
    }

    [Fact]
    public Task Two_tabs_of_one_browser_do_not_trip_over_each_other() => PlayAsync("tabs");

    [Fact]
    public Task A_link_shows_a_stranger_nothing_and_a_member_the_conversation() => PlayAsync("stranger");

    [Fact]
    public Task Names_messages_files_and_links_never_become_markup_or_script() => PlayAsync("injection");

    [Fact]
    public Task The_first_load_of_a_conversation_takes_less_than_200_KB() => PlayAsync("light");

    [Fact]
    public Task Messages_that_scrolled_out_of_sight_leave_nothing_in_the_page() => PlayAsync("lasting");

    [Fact]
    public async Task Every_screen_is_for_everybody_in_both_themes_and_widths()
    {
        Requires.Chromium();
        // A server of its own, because the first account is the admin's.
        await using var empty = new BrowsedApp();
        await empty.InitializeAsync();
        await BrowserScript.PlayAsync("accessible", empty.Address, Nothing, Token);
    }

    [Fact]
    public async Task What_is_written_while_the_server_is_killed_and_started_arrives_once_and_in_order()
    {
        Requires.Chromium();
        await using var server = new CheckedServer();
        await server.StartAsync();
        await BrowserScript.PlayAsync("killed", server.Address, _ => server.KillAndStartAsync(), Token);
    }

    private Task PlayAsync(string scenario)
    {
        Requires.Chromium();
        return BrowserScript.PlayAsync(scenario, app.Address, Nothing, Token);
    }

    private static Task Nothing(string wanted) => throw new InvalidOperationException($"Nobody does {wanted}.");
}

/// <summary>A browser takes all the processor it gets, so its tests run when the others are done.</summary>
[CollectionDefinition(nameof(Browsers), DisableParallelization = true)]
public sealed class Browsers;

/// <summary>Limits are for people, and a script writes faster than they do.</summary>
public sealed class BrowsedApp : ChatApp
{
    protected override IReadOnlyList<string> Settings => ["--Chat:Limits:Enabled=false"];
}
