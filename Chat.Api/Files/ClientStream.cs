namespace Chat.Api.Files;

/// <summary>
/// What a client sends, read once from front to end. That it breaks off or is no well-formed form is the client's doing; told
/// apart here, so that it is never taken for a failure of our disk.
/// </summary>
internal sealed class ClientStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static bool IsClients(Exception failure) => failure is IOException and not BadHttpRequestException or InvalidDataException;

    public static BadHttpRequestException Blame(Exception cause) =>
        new("The body broke off or is not well-formed.", StatusCodes.Status400BadRequest, cause);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try { return await inner.ReadAsync(buffer, cancellationToken); }
        catch (Exception failure) when (IsClients(failure)) { throw Blame(failure); }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
