using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Data.Files;
using Chat.Data.Postgres;

namespace Chat.Tests.Data;

public sealed class DataDirectories : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("chat-directory-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DataDirectory Data => new(Path.Combine(_parent.FullName, "data"));

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void Two_servers_do_not_share_one()
    {
        using var first = DataDirectoryLease.Take(Data);

        var problem = Assert.Throws<StartupProblem>(() => DataDirectoryLease.Take(Data));
        Assert.Equal(
            $"Another Chat server uses the data directory {Data.Root}: stop it, or set Chat:Data:Directory to another place.", problem.Message);
    }

    [Fact]
    public void The_next_server_may_have_it()
    {
        DataDirectoryLease.Take(Data).Dispose();
        DataDirectoryLease.Take(Data).Dispose();
    }

    [Fact]
    public void One_that_cannot_be_made_is_told_in_a_sentence()
    {
        var file = Path.Combine(_parent.FullName, "file");
        File.WriteAllText(file, "");

        var problem = Assert.Throws<StartupProblem>(() => DataDirectoryLease.Take(new(Path.Combine(file, "data"))));
        Assert.StartsWith($"The data directory {file}/data cannot be written (", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("or set Chat:Data:Directory to another place.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_for_the_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of files are Unix's here.");
        Directory.CreateDirectory(Data.Secrets);
        using var lease = DataDirectoryLease.Take(Data);
        var file = Path.Combine(Data.Secrets, "word");

        var secret = SecretFile.ReadOrMake(file);

        Assert.Equal("600", Mode(file));
        Assert.Equal("700", Mode(Data.Secrets));
        Assert.Equal(64, secret.Length);
        Assert.Equal(secret, SecretFile.ReadOrMake(file));
    }

    [Fact]
    public void A_new_one_lets_others_through_only_where_root_needs_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of files are Unix's here.");
        using var lease = DataDirectoryLease.Take(Data);
        Assert.Equal(Environment.IsPrivilegedProcess ? "711" : "700", Mode(Data.Root));
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL_is_told_what_to_install()
    {
        var problem = await Assert.ThrowsAsync<StartupProblem>(() => PostgresBinaries.FindAsync(null, [_parent.FullName], Token));
        Assert.StartsWith("No PostgreSQL was found: run 'npm ci", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_PostgreSQL_is_told_which_to_install()
    {
        var found = await PostgresBinaries.FindAsync(null, Token);
        var problem = await Assert.ThrowsAsync<StartupProblem>(() => PostgresBinaries.FindAsync(11, [found.Bin], Token));
        Assert.StartsWith($"The database was made by PostgreSQL 11, but only {found.Version} was found", problem.Message, StringComparison.Ordinal);
    }

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
