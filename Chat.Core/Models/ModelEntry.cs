namespace Chat.Core.Models;

/// <summary>One file of weights that Chat knows how to run. It is never part of the program: an operator fetches it or puts it there.</summary>
public sealed record ModelEntry
{
    /// <summary>What the program calls it.</summary>
    public required string Name { get; init; }

    public required string File { get; init; }

    /// <summary>Other names that the very same file goes by.</summary>
    public IReadOnlyList<string> OtherFiles { get; init; } = [];

    /// <summary>Sixty-four lower-case digits.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required string Licence { get; init; }

    /// <summary>Where its makers offer it; absent for a file that is run where it is found and recommended to nobody.</summary>
    public Uri? Address { get; init; }

    /// <summary>In a few words, for a list.</summary>
    public required string For { get; init; }

    /// <summary>Whether it is fetched when nothing is named.</summary>
    public bool IsUsual { get; init; }
}
