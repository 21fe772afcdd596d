namespace Chat.Core.Data;

/// <summary>A unique index refused a row.</summary>
public sealed class DuplicateException(string constraint, Exception inner)
    : Exception($"A row breaks the unique index {constraint}.", inner)
{
    public string Constraint { get; } = constraint;
}
