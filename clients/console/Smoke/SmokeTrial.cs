using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Client.Connecting;
using Chat.Client.Saving;
using Chat.Client.Sessions;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Contracts.Wire;
using Chat.Terminal.Accounts;
using Chat.Terminal.Running;

namespace Chat.Terminal.Smoke;

/// <summary>What the checks leave for each other.</summary>
internal sealed class SmokeTrial(Uri server, string? username, string? password, TimeProvider clock) : IAsyncDisposable
{
    private readonly RemoteServer _binary = new(server);
    private readonly RemoteServer _json = new(server, WireEncoding.Json);

    public HttpClient Http { get; } = new() { BaseAddress = new(server.AbsoluteUri.TrimEnd('/') + "/") };

    public Uri Address => server;

    public Session Sender { get; set; } = null!;

    /// <summary>Somebody else, or the same one on another device.</summary>
    public Session Receiver { get; set; } = null!;

    public IChatConnection Sending { get; set; } = null!;

    public IChatConnection Receiving { get; set; } = null!;

    public SmokeEvents Events { get; } = new();

    public Conversation Conversation { get; set; } = null!;

    public Message Message { get; set; } = null!;

    public TimeProvider Clock => clock;

    private bool IsOwnAccount => username is null;

    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        Task<Session> OneAsync() => IsOwnAccount
            ? TrialAccount.RegisterAsync(_binary, "smoke", cancellationToken)
            : _binary.LogInAsync(new() { Username = username!, Password = password! }, cancellationToken);
        (Sender, Receiver) = (await OneAsync(), await OneAsync());
    }

    public Task<IChatConnection> OpenBinaryAsync(CancellationToken cancellationToken) => _binary.OpenAsync(Sender.AccessToken, new Silence(), cancellationToken);

    public Task<IChatConnection> OpenJsonAsync(CancellationToken cancellationToken) => _json.OpenAsync(Receiver.AccessToken, Events, cancellationToken);

    public Task<Session> RefreshAsync(CancellationToken cancellationToken) => _binary.RefreshAsync(new() { RefreshToken = Sender.RefreshToken }, cancellationToken);

    public async Task<DeviceSession> DeviceAsync(CancellationToken cancellationToken)
    {
        var device = new DeviceSession(_binary, new MemoryPersistence<Session>(), clock);
        await device.TakeAsync(Sender, cancellationToken);
        return device;
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Sender.AccessToken) } };
        using var answer = await Http.SendAsync(get, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(ChatJson.Wire, cancellationToken) ?? throw new HttpRequestException("The server's answer is empty.");
    }

    /// <summary>Leaves the server as it was.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (Conversation is not null)
        {
            await Sending.Hub.DeleteConversation(new() { ConversationId = Conversation.Id }).WaitAsync(cancellationToken);
        }

        // The first one last: on a server without accounts it became the admin, who cannot go while others are there.
        foreach (var session in (Session[])[Receiver, Sender])
        {
            if (IsOwnAccount) { await TrialAccount.DeleteAsync(Http, session, cancellationToken); }
            else { await _binary.LogOutAsync(session, cancellationToken); }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Sending is not null) { await Sending.DisposeAsync(); }
        if (Receiving is not null) { await Receiving.DisposeAsync(); }
        _binary.Dispose();
        _json.Dispose();
        Http.Dispose();
    }
}
