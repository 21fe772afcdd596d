using Chat.Core.Log;
using Chat.Core.Results;

namespace Chat.Core.Conversations;

/// <summary>A stranger's conversation and none at all get the same answer, so that nobody learns what exists.</summary>
public static class ConversationRefusals
{
    public static readonly Refusal NoConversation = Refusal.NotFound("There is no such conversation.");

    public static readonly Refusal NoMessage = Refusal.NotFound("There is no such message.");

    public static readonly Refusal NoUser = Refusal.NotFound("Somebody you named does not exist here.");

    public static readonly Refusal TooMany = Refusal.Invalid($"A conversation has at most {ConversationState.MaxMembers} members.");

    public static readonly Refusal OnlyOwner = Refusal.Forbidden("Only an owner of the conversation may do this.");

    public static readonly Refusal Fixed = Refusal.Invalid("This conversation is between the people who are in it; make a group instead.");
}
