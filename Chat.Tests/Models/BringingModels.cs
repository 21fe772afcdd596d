using System.Net;
using System.Security.Cryptography;
using Chat.Api.Models;
using Chat.Contracts;
using Chat.Core.Data;
using Chat.Core.Models;
using Chat.Core.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Models;

/// <summary>Weights are fetched from a real web server that can be as bad as the web is.</summary>
public sealed class BringingModels : IAsyncLifetime
{
    private static readonly byte[] Weights = RandomNumberGenerator.GetBytes(400_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("chat-models-").FullName;
    private readonly List<string> _asked = [];
    private readonly List<long> _progress = [];
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;
    private WebApplication _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ModelEntry Entry => new()
    {
        Name = "made", File = "made.onnx", Bytes = Weights.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Weights)), Licence = "none", For = "tests",
        Address = new("http://nowhere.invalid/made.onnx"),
    };

    private Uri Mirror => new($"{_site.Urls.First()}/mirror/");

    private string File => Path.Combine(_folder, "made.onnx");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        _site.Run(http =>
        {
            _asked.Add($"{http.Request.Path} {http.Request.Headers.Range}".Trim());
            return _answer(http);
        });
        await _site.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_model_is_fetched_and_takes_its_name_when_it_is_whole_and_right()
    {
        _answer = http =>
        {
            Assert.False(System.IO.File.Exists(File));
            return http.Response.Body.WriteAsync(Weights, Token).AsTask();
        };

        Assert.Equal(File, Done(await FetchAsync()));
        Assert.Equal(Weights, await System.IO.File.ReadAllBytesAsync(File, Token));
        Assert.Equal([File], Directory.GetFiles(_folder));
        Assert.Equal(Weights.Length, _progress[^1]);
        Assert.Equal(["/mirror/made.onnx"], _asked);
    }

    [Fact]
    public async Task A_cut_line_goes_on_where_it_ended()
    {
        _answer = http => http.Request.Headers.Range.Count is 0 ? CutAsync(http, 150_000) : RestAsync(http);

        Done(await FetchAsync());
        Assert.Equal(Weights, await System.IO.File.ReadAllBytesAsync(File, Token));
        Assert.Equal(2, _asked.Count);
        Assert.Matches("^/mirror/made.onnx bytes=[0-9]+-$", _asked[1]);
    }

    [Fact]
    public async Task What_came_is_kept_for_the_next_try_when_the_line_stays_bad()
    {
        await System.IO.File.WriteAllBytesAsync($"{File}.part", Weights[..100_000], Token);
        _answer = http =>
        {
            http.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            return Task.CompletedTask;
        };

        Assert.Equal(ErrorCode.Unavailable, Refused(await FetchAsync()).Code);
        Assert.Equal(100_000, new FileInfo($"{File}.part").Length);
        Assert.All(_asked, asked => Assert.EndsWith("bytes=100000-", asked, StringComparison.Ordinal));

        _answer = RestAsync;
        Done(await FetchAsync());
        Assert.Equal(Weights, await System.IO.File.ReadAllBytesAsync(File, Token));
    }

    [Fact]
    public async Task A_server_that_knows_no_parts_gives_it_from_the_start()
    {
        await System.IO.File.WriteAllBytesAsync($"{File}.part", new byte[100_000], Token);
        _answer = http => http.Response.Body.WriteAsync(Weights, Token).AsTask();

        Done(await FetchAsync());
        Assert.Equal(Weights, await System.IO.File.ReadAllBytesAsync(File, Token));
    }

    [Fact]
    public async Task Another_file_is_refused_and_leaves_nothing()
    {
        var other = RandomNumberGenerator.GetBytes(Weights.Length);
        _answer = http => http.Response.Body.WriteAsync(other, Token).AsTask();

        Assert.Contains("SHA-256", Refused(await FetchAsync()).Sentence, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_file_that_does_not_end_is_given_up()
    {
        _answer = async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested) { await http.Response.Body.WriteAsync(new byte[100_000], http.RequestAborted); }
        };

        Assert.Contains("longer", Refused(await FetchAsync()).Sentence, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_model_without_an_address_is_fetched_only_from_a_mirror() => Assert.Contains(
        "no official address", Refused(await FetchAsync(Entry with { Address = null }, useMirror: false)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_missing_or_wrong_file_is_named()
    {
        var files = new ModelFiles(Options.Create(new ModelOptions { Directory = _folder }), new DataDirectory(_folder));
        Assert.Contains("made.onnx", Refused(files.Read(Entry)).Sentence, StringComparison.Ordinal);

        System.IO.File.WriteAllBytes(File, new byte[Weights.Length]);
        Assert.Contains("made.onnx", Refused(files.Read(Entry)).Sentence, StringComparison.Ordinal);
        Assert.Contains("checksum", Refused(files.Read(Entry)).Sentence, StringComparison.Ordinal);

        System.IO.File.WriteAllBytes(File, Weights);
        Assert.Equal(Weights, Done(files.Read(Entry)));
    }

    [Fact]
    public async Task An_operator_lists_verifies_and_is_told_what_is_wrong()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "face_detection_yunet_2023mar.onnx"), "broken", Token);
        string[] place = [$"--Chat:Models:Directory={_folder}", $"--Chat:Data:Directory={_folder}"];

        var (listed, list) = await CommandAsync(["list", .. place]);
        var (verified, verify) = await CommandAsync(["verify", .. place]);
        var (fetched, fetch) = await CommandAsync(["fetch", "no-such-model", .. place]);
        var (nothing, usage) = await CommandAsync(["dance"]);

        Assert.Equal((0, 1, 1, 1), (listed, verified, fetched, nothing));
        Assert.Contains("face_recognition_sface_2021dec.onnx", list, StringComparison.Ordinal);
        Assert.Contains("https://github.com/opencv/opencv_zoo/", list, StringComparison.Ordinal);
        Assert.Contains("WRONG", verify, StringComparison.Ordinal);
        Assert.Contains("no-such-model", fetch, StringComparison.Ordinal);
        Assert.Contains("models fetch", usage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_fetches_from_a_mirror_and_sees_how_far_it_is()
    {
        _answer = http => http.Response.Body.WriteAsync(new byte[232_589], Token).AsTask();
        var (failed, said) = await CommandAsync(
            ["fetch", "face-detector", "--mirror", Mirror.ToString(), $"--Chat:Models:Directory={_folder}", $"--Chat:Data:Directory={_folder}"]);

        Assert.Equal(1, failed);
        Assert.Contains("100 %", said, StringComparison.Ordinal);
        Assert.Contains("SHA-256", said, StringComparison.Ordinal);
        Assert.Equal(["/mirror/face_detection_yunet_2023mar.onnx"], _asked);
    }

    private static async Task<(int ExitCode, string Said)> CommandAsync(string[] args)
    {
        await using var output = new StringWriter();
        var exitCode = await ModelsCommand.RunAsync(args, output, Token);
        return (exitCode, output.ToString());
    }

    private async Task<Result<string>> FetchAsync(ModelEntry? entry = null, bool useMirror = true)
    {
        using var http = new HttpClient();
        return await new FetchModel(http, TimeProvider.System) { Pause = TimeSpan.Zero }
            .HandleAsync(entry ?? Entry, useMirror ? Mirror : null, _folder, new Steps(_progress), Token);
    }

    private static async Task CutAsync(HttpContext http, int bytes)
    {
        http.Response.ContentLength = Weights.Length;
        await http.Response.Body.WriteAsync(Weights.AsMemory(0, bytes), Token);
        await http.Response.Body.FlushAsync(Token);
        http.Abort();
    }

    private static Task RestAsync(HttpContext http)
    {
        var from = int.Parse(http.Request.Headers.Range.ToString().Split('=', '-')[1], System.Globalization.CultureInfo.InvariantCulture);
        http.Response.StatusCode = (int)HttpStatusCode.PartialContent;
        http.Response.Headers.ContentRange = $"bytes {from}-{Weights.Length - 1}/{Weights.Length}";
        return http.Response.Body.WriteAsync(Weights.AsMemory(from), Token).AsTask();
    }

    private static T Done<T>(Result<T> result) => result.Match(value => value, refusal => throw new Xunit.Sdk.XunitException(refusal.Sentence));

    private static Refusal Refused<T>(Result<T> result) => result.Match(_ => throw new Xunit.Sdk.XunitException("it was not refused"), refusal => refusal);

    private sealed class Steps(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
