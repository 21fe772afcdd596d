namespace Chat.Core.Conversations;

/// <summary>What makes a private conversation the only one of its two members.</summary>
public static class Pair
{
    public static string Of(Guid one, Guid other) => one < other ? $"{one:N}{other:N}" : $"{other:N}{one:N}";
}
