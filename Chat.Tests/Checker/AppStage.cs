using Chat.Tests.Running;

namespace Chat.Tests.Checker;

/// <summary>A server in this process, with which nothing goes wrong but what a test plants.</summary>
internal sealed class AppStage(ChatApp app) : IStage
{
    public Uri Address => app.Address;

    public Uri DirectAddress => app.Address;

    public string ConnectionString => app.Database.ConnectionString;

    public string Said => "";

    public Task SufferAsync(CheckerPlan plan, Ledger ledger, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HealAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class CheckerApp : ChatApp
{
    protected override IReadOnlyList<string> Settings => ["--Chat:Limits:Enabled=false"];
}
