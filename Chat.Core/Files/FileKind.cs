namespace Chat.Core.Files;

/// <summary>How a file is shown in a conversation. A picture that Chat cannot draw is a plain file.</summary>
public enum FileKind
{
    File,
    Image,
    Audio,
    Video,
}
