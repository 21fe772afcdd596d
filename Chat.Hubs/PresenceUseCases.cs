using Chat.Core.Presence;

namespace Chat.Hubs;

/// <summary>What the hub asks of typing and presence, as one argument.</summary>
public sealed record PresenceUseCases(SetTyping SetTyping, GetPresence GetPresence, SetStatus SetStatus);
