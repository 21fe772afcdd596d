using System.Net.Http.Headers;
using System.Net.Http.Json;
using Chat.Bench.Load;
using Chat.Contracts.Accounts;
using Chat.Contracts.Conversations;
using Chat.Contracts.Wire;

namespace Chat.Bench.Servers;

/// <summary>Somebody with an account on the server under test.</summary>
internal sealed record Person(Guid Id, string Token);

/// <summary>Accounts and conversations on a Chat server, made over REST before anything is measured.</summary>
internal sealed class ChatTown(int port) : IDisposable
{
    private const int Doors = 8;

    private readonly HttpClient _http = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<Person> _people = [];

    /// <summary>People are used again from one call to the next; conversations of more than two are new ones.</summary>
    public async Task<IReadOnlyList<Wire>> SettleAsync(int rooms, int members, CancellationToken cancellationToken)
    {
        await PeopleAsync(rooms * members, cancellationToken);
        var made = new Guid[rooms];
        await Parallel.ForAsync(0, rooms, Options(cancellationToken), async (room, token) =>
            made[room] = await MakeAsync(_people[room * members], _people.GetRange((room * members) + 1, members - 1), token));
        return [.. Enumerable.Range(0, rooms * members).Select(at => new HubWire(made[at / members], _people[at].Token))];
    }

    public async Task<IReadOnlyList<Person>> PeopleAsync(int count, CancellationToken cancellationToken)
    {
        var first = _people.Count;
        var missing = new Person[Math.Max(0, count - first)];
        await Parallel.ForAsync(0, missing.Length, Options(cancellationToken), async (at, token) =>
        {
            var signed = SiteTokens.Of($"bench{first + at:00000}");
            var user = await AskAsync<User>(HttpMethod.Get, "/api/me", body: null, signed, token);
            missing[at] = new(user.Id, signed);
        });
        _people.AddRange(missing);
        return _people;
    }

    public void Dispose() => _http.Dispose();

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Doors, CancellationToken = cancellationToken };

    private async Task<Guid> MakeAsync(Person owner, List<Person> others, CancellationToken cancellationToken)
    {
        var kind = others.Count is 1 ? ConversationKind.Private : ConversationKind.Group;
        var made = await AskAsync<Conversation>(HttpMethod.Post, "/api/conversations", new CreateConversationRequest
        {
            Kind = kind, Title = kind is ConversationKind.Group ? "bench" : null, ParticipantIds = [.. others.Select(one => one.Id)],
        }, owner.Token, cancellationToken);
        return made.Id;
    }

    private async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) { request.Content = JsonContent.Create(body, body.GetType(), options: ChatJson.Wire); }
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode) { throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellationToken)); }
        return (await answer.Content.ReadFromJsonAsync<T>(ChatJson.Wire, cancellationToken))!;
    }
}
