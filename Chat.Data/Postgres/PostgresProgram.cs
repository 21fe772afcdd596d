using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Chat.Data.Postgres;

internal readonly record struct ProgramRun(int ExitCode, string Output);

/// <summary>Runs one of PostgreSQL's programs to its end, as another user where this process is root.</summary>
internal static class PostgresProgram
{
    public static Task<ProgramRun> RunAsync(
        string program, IEnumerable<string> arguments, string? user, CancellationToken cancellationToken) =>
        RunInAsync(Path.GetPathRoot(program)!, program, arguments, user, cancellationToken);

    /// <summary>Its exit code is not 0 where that user cannot run it, or cannot get into the folder.</summary>
    public static async Task<ProgramRun> RunInAsync(
        string workingDirectory, string program, IEnumerable<string> arguments, string? user, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, user, workingDirectory) };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        try { process.Start(); }
        catch (Win32Exception failure) { return new(-1, failure.Message); }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await EndAsync(process, cancellationToken);
        lock (output) { return new(process.ExitCode, output.ToString().Trim()); }
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string? user, string workingDirectory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        if (user is not null) { start.UserName = user; }

        // PGPORT and its kin would quietly override what is written here, and an unknown LANG stops initdb.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task EndAsync(Process process, CancellationToken cancellationToken)
    {
        try { await process.WaitForExitAsync(cancellationToken); }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null) { return; }
        lock (output) { output.AppendLine(line); }
    }
}
