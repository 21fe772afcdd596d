using Chat.Client.Connecting;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

public sealed class OverSeveralNodes(AssistantApp app) : IClassFixture<AssistantApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_on_another_node_hears_the_pieces_joins_in_the_middle_and_stops()
    {
        await using var other = await app.StartAnotherAsync();
        var go = new TaskCompletionSource();
        ProviderCall? call = null;
        app.Provider.Script = async one =>
        {
            call = one;
            await one.PieceAsync("From one node ");
            await go.Task;
            await one.PieceAsync("to the other.");
            await one.StallAsync();
        };
        var ada = await app.RegisterAsync("ada", Token);
        await using var here = await app.ConnectAsync(ada, Token);
        await using var there = await TestConnection.OpenAsync(other.Address, ada.AccessToken, WireEncoding.Json, Token);
        var tea = await here.TalkAsync();
        await here.AskAsync(tea, "Where?");
        var (begun, heard) = await there.FollowedAsync("From one node ".Length, Token);
        Assert.Equal("From one node ", heard);

        await using var late = await TestConnection.OpenAsync(other.Address, ada.AccessToken, WireEncoding.MessagePack, Token);
        var joined = await late.ReadAsync(tea.Id, begun.Id);
        go.SetResult();
        Assert.Equal("From one node ", joined.Content);
        Assert.Equal("From one node to the other.", await late.HeardAsync(joined.Content, "From one node to the other.".Length, Token));

        await there.Hub.StopReply(new() { ConversationId = tea.Id });
        await call!.WasCancelled.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal((MessageStatus.Stopped, "From one node to the other."), await here.EndedAsync(Token) is var ended ? (ended.Status, ended.Content) : default);
    }
}
