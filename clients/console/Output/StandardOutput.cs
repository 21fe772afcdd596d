using System.Text;
using Chat.Terminal.Running;
using Microsoft.Win32.SafeHandles;

namespace Chat.Terminal.Output;

/// <summary>Standard output as UTF-8, that notices when nobody reads it any more.</summary>
internal static class StandardOutput
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    public static TextWriter Open() => new StreamWriter(new Noticing(OpenStream()), WithoutMark) { AutoFlush = true, NewLine = "\n" };

    public static TextReader OpenInput() => new StreamReader(Console.OpenStandardInput(), WithoutMark);

    // The console's own stream takes writes to a closed pipe for done, and "chat follow | head" would never end. For a file it is
    // the right one: it shares its place in it with the commands before and after.
    private static Stream OpenStream()
    {
        if (OperatingSystem.IsWindows()) { return Console.OpenStandardOutput(); }
        try
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
        }
        catch (Exception closed) when (closed is IOException or ArgumentException or UnauthorizedAccessException) { return Console.OpenStandardOutput(); }
    }

    private sealed class Noticing(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try { inner.Write(buffer); }
            catch (IOException closed) { throw new OutputClosedException(closed); }
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try { await inner.WriteAsync(buffer, cancellationToken); }
            catch (IOException closed) { throw new OutputClosedException(closed); }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
