using System.Diagnostics;
using System.Text;
using Chat.Client.Saving;
using Chat.Contracts.Accounts;
using Chat.Terminal.Sessions;
using Chat.Tests.Running;

namespace Chat.Tests.Terminal;

/// <summary>The console program as a script runs it: a process without a terminal, with a folder of its own for its sessions.</summary>
internal sealed class ConsoleProgram(Uri server) : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("chat-terminal-");

    /// <summary>Where it runs, and where downloads come to lie.</summary>
    public string Folder => _root.CreateSubdirectory("work").FullName;

    public string SessionFile => Path.Combine(_root.FullName, "config", "sessions", ConfigDirectory.NameOf(server));

    /// <summary>As after <c>login</c>.</summary>
    public async Task SignInAsync(Session session, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SessionFile)!);
        using var file = new SharedFilePersistence<Session>(SessionFile, TimeProvider.System);
        await file.SaveAsync(session, cancellationToken);
    }

    public Task<ConsoleResult> RunAsync(params IReadOnlyList<string> arguments) => RunWithAsync("", arguments);

    /// <summary>With something on its standard input.</summary>
    public async Task<ConsoleResult> RunWithAsync(string input, params IReadOnlyList<string> arguments)
    {
        await using var running = Start(arguments);
        await running.WriteAsync(input);
        return await running.EndAsync();
    }

    public RunningProgram Start(params IReadOnlyList<string> arguments)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = CtrlC.HeardBy("dotnet");
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "chat.dll"), .. arguments]) { start.ArgumentList.Add(argument); }

        start.WorkingDirectory = Folder;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        (start.StandardInputEncoding, start.StandardOutputEncoding, start.StandardErrorEncoding) = (utf8, utf8, utf8);
        start.Environment["CHAT_SERVER"] = server.ToString();
        start.Environment["CHAT_CONFIG"] = Path.Combine(_root.FullName, "config");
        return new(Process.Start(start) ?? throw new InvalidOperationException("The console program did not start."));
    }

    public void Dispose() => _root.Delete(recursive: true);
}
