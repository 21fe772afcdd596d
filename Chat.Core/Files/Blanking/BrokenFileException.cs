namespace Chat.Core.Files.Blanking;

/// <summary>A picture that does not keep to its format. Thrown deep within a reader, caught by <see cref="PictureBlanking"/> and nowhere else.</summary>
internal sealed class BrokenPictureException(string message) : Exception(message);
