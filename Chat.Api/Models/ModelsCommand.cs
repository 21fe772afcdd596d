using Chat.Core.Models;
using Chat.Core.Results;
using Chat.Data;

namespace Chat.Api.Models;

/// <summary><c>models list|fetch|verify</c>: the weights an operator brings, without starting a server.</summary>
public static class ModelsCommand
{
    public const string Name = "models";

    private const string Usage =
        """
        models list                      what Chat knows, and what is there
        models fetch [name ...]          brings the usual ones, or those named, from their makers
             [--mirror <address>]        from a folder of the web that holds the same files instead
        models verify                    reads every file and checks it

        Settings such as --Chat:Models:Directory=<folder> say where they lie.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var settings = args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains(':', StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal)).ToArray();
        string[] words = [.. args.Except(settings)];
        await using var services = Services(settings);
        var (catalogue, files) = (services.GetRequiredService<ModelCatalogue>(), services.GetRequiredService<ModelFiles>());
        try
        {
            return words switch
            {
                ["list"] => await ListAsync(catalogue, files, output),
                ["verify"] => await VerifyAsync(catalogue, files, output),
                ["fetch", .. var rest] when Asked(rest) is var (names, mirror) =>
                    await new FetchingModels(catalogue, files, output).RunAsync(names, mirror, cancellationToken),
                _ => await SayAsync(output, Usage, words.Length is 0 ? 0 : 1),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException) { return await SayAsync(output, failure.Message, 1); }
    }

    private static ServiceProvider Services(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.Services.AddChatData().AddChatModels();
        return builder.Services.BuildServiceProvider();
    }

    /// <summary>Null when it cannot be understood.</summary>
    private static (string[] Names, Uri? Mirror)? Asked(string[] rest)
    {
        var at = Array.IndexOf(rest, "--mirror");
        if (at < 0) { return rest.Any(word => word.StartsWith('-')) ? null : (rest, null); }
        return at + 1 < rest.Length && Uri.TryCreate(rest[at + 1], UriKind.Absolute, out var mirror) && mirror.Scheme is "http" or "https"
            ? ([.. rest[..at], .. rest[(at + 2)..]], mirror)
            : null;
    }

    private static async Task<int> ListAsync(ModelCatalogue catalogue, ModelFiles files, TextWriter output)
    {
        foreach (var place in files.Places) { await output.WriteLineAsync($"looked for in {place}"); }
        foreach (var entry in catalogue.Entries)
        {
            var state = files.Find(entry) is not null ? "there  " : entry.IsUsual ? "missing" : "-      ";
            await output.WriteLineAsync(
                $"{state}  {entry.Name,-22} {entry.File}  {entry.Bytes:N0} bytes, {entry.Licence}; {entry.For}; {entry.Address?.ToString() ?? "no official address"}; sha256 {entry.Sha256}");
        }

        return 0;
    }

    private static async Task<int> VerifyAsync(ModelCatalogue catalogue, ModelFiles files, TextWriter output)
    {
        var wrong = 0;
        foreach (var entry in catalogue.Entries.Where(entry => files.Find(entry) is not null || entry.IsUsual))
        {
            var isRight = !files.Read(entry).IsRefused(out var refusal, out _);
            if (!isRight) { wrong++; }
            await output.WriteLineAsync(isRight ? $"right  {entry.File}" : $"WRONG  {refusal!.Sentence}");
        }

        return wrong is 0 ? 0 : 1;
    }

    private static async Task<int> SayAsync(TextWriter output, string text, int exitCode)
    {
        await output.WriteLineAsync(text);
        return exitCode;
    }
}
