using Chat.Tests.Running;

namespace Chat.Tests.Browser;

/// <summary>Talking with the assistant in Chromium, with a model whose every word a scenario decides.</summary>
[Collection(nameof(Browsers))]
public sealed class TheAssistantInBrowsers(TalkingApp app) : IClassFixture<TalkingApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_reply_is_stopped_in_one_tab_outlives_a_reload_and_is_tried_again_after_a_failure() => PlayAsync("replies");

    [Fact]
    public Task Citations_open_their_passages_and_nothing_of_a_document_or_a_reply_is_run() => PlayAsync("knowing");

    [Fact]
    public Task Drafts_summaries_prompts_and_limits_help_people_among_themselves() => PlayAsync("helping");

    [Fact]
    public Task The_assistants_screens_are_for_everybody_in_both_themes_and_widths() => PlayAsync("assistantAccessible");

    private Task PlayAsync(string scenario)
    {
        Requires.Chromium();
        return BrowserScript.PlayAsync(scenario, app.Address, app.OrderAsync, Token);
    }
}
