namespace Chat.Tests.Checker;

/// <summary>Where a history happens: a server, and what goes wrong with it.</summary>
internal interface IStage
{
    /// <summary>For the actors.</summary>
    Uri Address { get; }

    /// <summary>Without anything between.</summary>
    Uri DirectAddress { get; }

    string ConnectionString { get; }

    /// <summary>Until the plan's time is over; the last fault is over then too.</summary>
    Task SufferAsync(CheckerPlan plan, Ledger ledger, CancellationToken cancellationToken);

    /// <summary>What the server said, for whoever looks for the cause of something.</summary>
    string Said { get; }

    /// <summary>Everything works again.</summary>
    Task HealAsync(CancellationToken cancellationToken);
}
