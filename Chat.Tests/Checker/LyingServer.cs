using System.Reflection;
using Chat.Client.Connecting;
using Chat.Contracts;
using Chat.Contracts.Accounts;

namespace Chat.Tests.Checker;

/// <summary>What lies between a client and the server: it sees every call and every event, and may answer or tell something else.</summary>
internal sealed class LyingServer(IChatServer inner, PlantedFault fault) : IChatServer
{
    public async Task<IChatConnection> OpenAsync(string accessToken, IChatClient events, CancellationToken cancellationToken) =>
        new LyingConnection(await inner.OpenAsync(accessToken, Lying<IChatClient>.Around(events, fault.Tell), cancellationToken), fault);

    public Task<Session> RegisterAsync(RegisterUserRequest request, CancellationToken cancellationToken) => inner.RegisterAsync(request, cancellationToken);

    public Task<Session> LogInAsync(LoginRequest request, CancellationToken cancellationToken) => inner.LogInAsync(request, cancellationToken);

    public Task<Session> RefreshAsync(RefreshSessionRequest request, CancellationToken cancellationToken) => inner.RefreshAsync(request, cancellationToken);

    public Task LogOutAsync(Session session, CancellationToken cancellationToken) => inner.LogOutAsync(session, cancellationToken);

    public void Dispose() => inner.Dispose();

    private sealed class LyingConnection(IChatConnection inner, PlantedFault fault) : IChatConnection
    {
        public IChatHub Hub { get; } = Lying<IChatHub>.Around(inner.Hub, (target, _, request) => fault.Answer(target, request));

        public Task<Exception?> Closed => inner.Closed;

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

/// <summary>What a planted fault does; null lets a call or an event through as it is.</summary>
internal abstract class PlantedFault
{
    public virtual Task? Answer(IChatHub hub, object? request) => null;

    public virtual Task? Tell(IChatClient client, string name, object? told) => null;
}

/// <summary>An interface whose every call can be answered by somebody else.</summary>
public class Lying<T> : DispatchProxy where T : class
{
    private T _inner = null!;
    private Func<T, string, object?, Task?> _lie = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _lie(_inner, targetMethod!.Name, args?.FirstOrDefault()) ?? targetMethod.Invoke(_inner, args);

    internal static T Around(T inner, Func<T, string, object?, Task?> lie)
    {
        var proxy = Create<T, Lying<T>>();
        ((Lying<T>)(object)proxy)._inner = inner;
        ((Lying<T>)(object)proxy)._lie = lie;
        return proxy;
    }
}
