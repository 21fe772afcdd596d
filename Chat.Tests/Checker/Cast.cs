using System.Collections.Concurrent;
using Chat.Client.Connecting;
using Chat.Client.Hub;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Tests.Running;

namespace Chat.Tests.Checker;

/// <summary>The people of a history and where they talk.</summary>
internal sealed class Cast
{
    public required IReadOnlyList<User> Users { get; init; }

    /// <summary>Everybody is in it and stays.</summary>
    public required Guid Everybody { get; init; }

    /// <summary>People are let in and put out all the time.</summary>
    public required Guid Door { get; init; }

    /// <summary>Conversations of two.</summary>
    public required IReadOnlyList<Guid> Pairs { get; init; }

    /// <summary>Made by the way, and deleted again.</summary>
    public ConcurrentQueue<Guid> Passing { get; } = new();

    public User Owner => Users[0];

    public static async Task<Cast> GatherAsync(IStage stage, CheckerPlan plan, CancellationToken cancellationToken)
    {
        using var server = new RemoteServer(stage.DirectAddress);
        var sessions = new List<Session>();
        for (var number = 0; number < plan.Users; number++)
        {
            sessions.Add(await server.RegisterAsync(new() { Username = ChatApp.Unique($"user-{number}"), Password = ChatApp.Password }, cancellationToken));
        }

        await using var owner = await server.OpenAsync(sessions[0].AccessToken, new Told(), cancellationToken);
        Guid[] others = [.. sessions.Skip(1).Select(one => one.User.Id)];
        var everybody = await MakeAsync(owner, ConversationKind.Group, "everybody", others);
        var door = await MakeAsync(owner, ConversationKind.Group, "door", others);
        var pairs = new List<Guid>();
        foreach (var other in others) { pairs.Add(await MakeAsync(owner, ConversationKind.Private, null, [other])); }

        return new() { Users = [.. sessions.Select(one => one.User)], Everybody = everybody, Door = door, Pairs = pairs };
    }

    /// <summary>A device of its own, with its own family of tokens.</summary>
    public static Task<Session> SignInAsync(IChatServer server, User user, CancellationToken cancellationToken) =>
        server.LogInAsync(new() { Username = user.Username, Password = ChatApp.Password }, cancellationToken);

    private static async Task<Guid> MakeAsync(IChatConnection owner, ConversationKind kind, string? title, Guid[] others) =>
        (await owner.Hub.CreateConversation(new() { Kind = kind, Title = title, ParticipantIds = others })).Id;
}
