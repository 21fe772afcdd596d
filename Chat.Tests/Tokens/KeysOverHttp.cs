using System.Security.Cryptography;
using Chat.Core.Tokens.Issuers;
using Chat.Core.Tokens.Jose;
using Chat.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Chat.Tests.Tokens;

public sealed class KeysOverHttp : IAsyncLifetime, IDisposable
{
    private readonly ECDsa _old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _young = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private JwksSite _site = null!;
    private TokenNode _node = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string OldToken => Sign(_old, "old");

    private string YoungToken => Sign(_young, "young");

    public async ValueTask InitializeAsync()
    {
        _site = await JwksSite.StartAsync(Token);
        _site.Publish(Forge.Jwk(_old, ""","kid":"old" """));
        _node = new TokenNode(settings:
        [
            ("Issuers:0:Issuer", "https://login.example"), ("Issuers:0:Audience", "chat-server"), ("Issuers:0:Jwks", _site.Address),
        ]);
    }

    public void Dispose()
    {
        _node.Dispose();
        _old.Dispose();
        _young.Dispose();
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task The_keys_are_read_once_for_all_who_come_together()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = _site.Answer;
        _site.Answer = async context =>
        {
            await go.Task.WaitAsync(Token);
            await answer(context);
        };
        Task<string>[] answers = [.. Enumerable.Range(0, 100).Select(_ => _node.AnswerAsync(OldToken))];
        go.SetResult();
        Assert.All(await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(20), Token), a => Assert.Equal("ok", a));
        for (var i = 0; i < 100; i++) { Assert.Equal("ok", await _node.AnswerAsync(OldToken)); }

        Assert.Equal(1, _site.Requests);
    }

    [Fact]
    public async Task A_new_key_is_found_when_a_token_names_it()
    {
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));
        _site.Publish(Forge.Jwk(_young, ""","kid":"young" """));
        _node.Clock.Advance(KeySet.Distance);
        Assert.Equal("ok", await _node.AnswerAsync(YoungToken));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(OldToken));
    }

    [Fact]
    public async Task Invented_key_ids_make_one_request_in_half_a_minute()
    {
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));
        _node.Clock.Advance(KeySet.Distance);
        for (var i = 0; i < 50; i++) { Assert.Equal("unauthenticated", await _node.AnswerAsync(Sign(_young, $"invented-{i}"))); }

        Assert.Equal(2, _site.Requests);
        _node.Clock.Advance(KeySet.Distance);
        Assert.Equal("unauthenticated", await _node.AnswerAsync(Sign(_young, "invented")));
        Assert.Equal(3, _site.Requests);
    }

    [Fact]
    public async Task A_key_that_the_site_withdrew_ends_within_minutes()
    {
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _site.Answer = async context =>
        {
            await context.Response.WriteAsync(Forge.Set(Forge.Jwk(_young, ""","kid":"young" """)), Token);
            context.Response.OnCompleted(() =>
            {
                read.SetResult();
                return Task.CompletedTask;
            });
        };
        _node.Clock.Advance(KeySet.MaxAge);

        // Nobody waits for the renewal, so this one may still be taken; it starts it.
        await _node.AnswerAsync(OldToken);
        await read.Task.WaitAsync(Waiting.Limit, Token);
        Assert.Equal("ok", await _node.AnswerAsync(YoungToken));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(OldToken));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("redirect")]
    [InlineData("huge")]
    [InlineData("endless")]
    [InlineData("html")]
    [InlineData("empty set")]
    [InlineData("cut off")]
    public async Task A_bad_answer_does_not_end_the_keys_known(string how)
    {
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));
        _site.Answer = BadAnswer(how);
        _node.Clock.Advance(KeySet.MaxAge);
        Assert.Equal("unauthenticated", await _node.AnswerAsync(YoungToken).WaitAsync(TimeSpan.FromSeconds(20), Token));
        Assert.Equal(2, _site.Requests);
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));

        _site.Publish(Forge.Jwk(_old, ""","kid":"old" """), Forge.Jwk(_young, ""","kid":"young" """));
        _node.Clock.Advance(KeySet.Distance);
        Assert.Equal("ok", await _node.AnswerAsync(YoungToken));
    }

    [Fact]
    public async Task A_site_that_is_down_at_first_is_asked_again()
    {
        _site.Fail(StatusCodes.Status500InternalServerError);
        Assert.Equal("unauthenticated", await _node.AnswerAsync(OldToken));
        _site.Publish(Forge.Jwk(_old, ""","kid":"old" """));
        Assert.Equal("unauthenticated", await _node.AnswerAsync(OldToken));
        Assert.Equal(1, _site.Requests);
        _node.Clock.Advance(KeySet.Distance);
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));
    }

    [Fact]
    public async Task A_site_that_does_not_answer_is_given_up()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _site.Answer = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var answer = _node.AnswerAsync(OldToken);
        await asked.Task.WaitAsync(Waiting.Limit, Token);
        _node.Clock.Advance(JwksAddress.Timeout - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        _node.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("unauthenticated", await answer.WaitAsync(Waiting.Limit, Token));
    }

    [Fact]
    public async Task A_site_that_hangs_holds_up_no_token_of_a_known_key()
    {
        Assert.Equal("ok", await _node.AnswerAsync(OldToken));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _site.Answer = async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        _node.Clock.Advance(KeySet.MaxAge);
        Assert.Equal("ok", await _node.AnswerAsync(OldToken).WaitAsync(Waiting.Limit, Token));
        await asked.Task.WaitAsync(Waiting.Limit, Token);
        Assert.Equal("ok", await _node.AnswerAsync(OldToken).WaitAsync(Waiting.Limit, Token));
    }

    private static string Sign(ECDsa key, string id) => Forge.Sign(
        $$"""{"alg":"ES256","kid":"{{id}}"}""",
        """{"iss":"https://login.example","aud":"chat-server","sub":"u-7","exp":4000000000}""",
        Forge.With(key));

    private Func<HttpContext, Task> BadAnswer(string how)
    {
        var good = Forge.Set(Forge.Jwk(_young, ""","kid":"young" """));
        return how switch
        {
            "503" => context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return context.Response.WriteAsync(good);
            }
            ,
            "redirect" => context =>
            {
                if (context.Request.Path == "/keys") { context.Response.Redirect("/elsewhere"); }

                return context.Response.WriteAsync(good);
            }
            ,
            "huge" => context =>
            {
                context.Response.ContentLength = JwkSet.MaxLength + 1;
                return context.Response.WriteAsync(good[..^1] + new string(' ', JwkSet.MaxLength + 1 - good.Length) + "}");
            }
            ,
            "endless" => async context =>
            {
                while (!context.RequestAborted.IsCancellationRequested) { await context.Response.WriteAsync(new string(' ', 65_536), context.RequestAborted); }
            }
            ,
            "html" => context => context.Response.WriteAsync("<html>Under construction</html>"),
            "empty set" => context => context.Response.WriteAsync(Forge.Set()),
            _ => context =>
            {
                context.Response.ContentLength = good.Length;
                context.Abort();
                return Task.CompletedTask;
            }
            ,
        };
    }
}
