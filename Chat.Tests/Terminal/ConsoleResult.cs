using System.Text.Json;
using Chat.Contracts.Wire;

namespace Chat.Tests.Terminal;

/// <summary>How a command ended, and what it said.</summary>
internal sealed record ConsoleResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>It did what it was asked, and had nothing to complain about.</summary>
    public ConsoleResult Good()
    {
        Assert.True(ExitCode is 0 && Error is "", $"It ended with {ExitCode}: {Error}{Output}");
        return this;
    }

    /// <summary>It ended with the code and one sentence, and left the output to others.</summary>
    public ConsoleResult Refused(int exitCode, string mentions)
    {
        Assert.Equal((exitCode, ""), (ExitCode, Output));
        Assert.Contains(mentions, Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Every line as a record of the contract.</summary>
    public IReadOnlyList<T> Json<T>() => [.. Lines.Select(line => JsonSerializer.Deserialize<T>(line, ChatJson.Wire)!)];
}
