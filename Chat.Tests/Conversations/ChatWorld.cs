using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Messages;
using Chat.Core;
using Chat.Core.Accounts;
using Chat.Core.Changes;
using Chat.Core.Conversations;
using Chat.Core.Data;
using Chat.Core.Log;
using Chat.Core.Messages;
using Chat.Core.Results;
using Chat.Data;
using Chat.Data.Log;
using Chat.Tests.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Conversations;

/// <summary>The use cases on a real database, without sockets.</summary>
public class ChatWorld : IAsyncLifetime
{
    private TestDatabase? _database;
    private string? _data;
    private ServiceProvider? _services;

    public TestDatabase Database => _database!;

    internal Committed Committed { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(CancellationToken.None);
        _data = Directory.CreateTempSubdirectory("chat-world-").FullName;
        _services = await StartAsync(_data, Committed);
    }

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public AsyncServiceScope Scope() => _services!.CreateAsyncScope();

    /// <summary>Another server on the same database, or the same one after a restart.</summary>
    internal async Task<ServiceProvider> StartAsync(string data, IChangeDelivery delivery)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Chat:Database"] = Database.ConnectionString, ["Chat:Data:Directory"] = data,
        };
        var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(delivery).AddChatCore().AddChatData().BuildServiceProvider();
        await services.GetRequiredService<ChatDatabase>().StartAsync(CancellationToken.None);
        await services.GetRequiredService<MessageLog>().StartAsync(CancellationToken.None);
        return services;
    }

    /// <summary>What was told of a conversation, with all that was answered before.</summary>
    internal async Task<IReadOnlyList<ConversationChange>> ToldAsync(Guid conversationId)
    {
        await SettleAsync(Get<IMessageLog>());
        return Committed.Of(conversationId);
    }

    internal async Task<IReadOnlyList<OwnChanged>> OwnToldAsync(Guid accountId)
    {
        await SettleAsync(Get<IMessageLog>());
        return Committed.OwnOf(accountId);
    }

    /// <summary>An answer comes before the word to others; the next answer of the lane comes after it.</summary>
    internal static Task SettleAsync(IMessageLog log) =>
        Task.WhenAll(Enumerable.Range(0, 2).Select(lane => log.AppendAsync(new Nothing(lane), CancellationToken.None)));

    private sealed class Nothing(int lane) : Operation<Done>
    {
        public override int Lane => lane;

        public override void Read(LogReads reads)
        {
        }

        protected override Result<Done> Apply(LogState state) => new Done();
    }

    public async Task<Caller> UserAsync(string name, string? displayName = null, UserRole role = UserRole.User)
    {
        var username = ChatApp.Unique(name);
        var account = new Account
        {
            Username = username,
            UsernameKey = Usernames.KeyOf(username)!,
            DisplayName = displayName ?? name,
            Role = role,
            CreatedAt = DateTimeOffset.UtcNow,
        };
        await using var scope = _services!.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        db.Accounts.Add(account);
        await db.SaveChangesAsync(CancellationToken.None);
        return new(account.Id, role, FamilyId: null, DateTimeOffset.MaxValue);
    }

    public async Task<Caller[]> UsersAsync(int count) =>
        [.. await Task.WhenAll(Enumerable.Range(0, count).Select(at => UserAsync($"user{at}")))];

    public async Task<Conversation> GroupAsync(Caller owner, params Caller[] others) =>
        (await Get<CreateConversation>().HandleAsync(owner, new()
        {
            Kind = ConversationKind.Group, Title = "tea", ParticipantIds = [.. others.Select(one => one.AccountId)],
        }, CancellationToken.None)).Done();

    public async Task<Conversation> PrivateAsync(Caller one, Caller other) =>
        (await Get<CreateConversation>().HandleAsync(
            one, new() { Kind = ConversationKind.Private, ParticipantIds = [other.AccountId] }, CancellationToken.None)).Done();

    public async Task<Message> SendAsync(Caller sender, Guid conversationId, string content = "hello", string? clientMessageId = null, Guid? replyTo = null) =>
        (await TrySendAsync(sender, conversationId, content, clientMessageId, replyTo)).Done();

    public Task<Result<Message>> TrySendAsync(
        Caller sender, Guid conversationId, string content = "hello", string? clientMessageId = null, Guid? replyTo = null) =>
        Get<SendMessage>().HandleAsync(sender, new()
        {
            ConversationId = conversationId, ClientMessageId = clientMessageId ?? Guid.NewGuid().ToString(), Content = content, ReplyTo = replyTo,
        }, CancellationToken.None);

    public async Task<Conversation> SeenAsync(Caller caller, Guid conversationId) =>
        (await Get<GetConversation>().HandleAsync(caller, conversationId, CancellationToken.None)).Done();

    public async Task<IReadOnlyList<Message>> HistoryAsync(Caller caller, Guid conversationId) =>
        (await Get<GetMessages>().HandleAsync(caller, new() { ConversationId = conversationId, Limit = GetMessages.MaxPage }, CancellationToken.None))
        .Done().Messages;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) { await _services.DisposeAsync(); }
        if (_data is not null) { Directory.Delete(_data, recursive: true); }
        if (_database is not null) { await _database.DisposeAsync(); }
        GC.SuppressFinalize(this);
    }
}

/// <summary>Keeps what was committed, in order.</summary>
internal sealed class Committed : IChangeDelivery
{
    private readonly Lock _gate = new();
    private readonly List<Change> _changes = [];

    public void Deliver(IReadOnlyList<Change> committed)
    {
        lock (_gate) { _changes.AddRange(committed); }
    }

    public IReadOnlyList<ConversationChange> Of(Guid conversationId)
    {
        lock (_gate) { return [.. _changes.OfType<ConversationChange>().Where(change => change.Conversation == conversationId)]; }
    }

    public IReadOnlyList<OwnChanged> OwnOf(Guid accountId)
    {
        lock (_gate) { return [.. _changes.OfType<OwnChanged>().Where(change => change.AccountId == accountId)]; }
    }
}

internal static class Outcomes
{
    extension<T>(Result<T> result)
    {
        public T Done() => result.Match(value => value, refusal => throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}"));

        /// <summary>The refusal's code, or "done".</summary>
        public string Code() => result.Match(_ => "done", refusal => refusal.Code);
    }
}
