using Chat.Client.Connecting;
using Chat.Contracts.Server;
using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Chat.Tests.Calling;

/// <summary>On a server that allows little, so that a slow machine is in a flood as soon as a fast one.</summary>
public sealed class Flooding(Flooding.App app) : IClassFixture<Flooding.App>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireEncoding.Json)]
    [InlineData(WireEncoding.MessagePack)]
    public async Task A_flood_is_refused_before_dispatch_and_the_connection_is_closed_if_it_goes_on(WireEncoding encoding)
    {
        await using var visitor = await app.ConnectAsync(null, Token, encoding);

        var refused = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AskAsync(visitor)));

        Assert.Contains(refused, message => message is "");
        Assert.Contains(refused, message => message.StartsWith("rate_limited: Too many calls; try again in ", StringComparison.Ordinal));

        var more = Enumerable.Range(0, 4_000).Select(_ => visitor.Raw.SendAsync("GetServerInfo", Token)).ToArray();
        await visitor.ClosedAsync();
        await Task.WhenAll(more).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task<string> AskAsync(TestConnection visitor)
    {
        try
        {
            await visitor.Raw.InvokeAsync<ServerInfo>("GetServerInfo", Token);
            return "";
        }
        catch (HubException refusal) { return refusal.Message; }
    }

    public sealed class App : ChatApp
    {
        protected override IReadOnlyList<string> Settings => ["--Chat:Limits:ConnectionCallsPerSecond=1"];
    }
}
