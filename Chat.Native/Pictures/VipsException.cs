namespace Chat.Native.Pictures;

/// <summary>libvips said no. Its text is for a log: it can hold lines of another picture that failed at the same moment.</summary>
public sealed class VipsException(string message) : Exception(message);
