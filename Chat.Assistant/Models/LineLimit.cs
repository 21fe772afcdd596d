using System.Text;

namespace Chat.Assistant.Models;

/// <summary>Reads answers of providers with a bound on each line, and refuses what is no UTF-8: the reader behind it has no bound of its own.</summary>
internal sealed class LineLimit : DelegatingHandler
{
    public const int MaxLine = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType is not "text/event-stream") { return answer; }
        var guarded = new StreamContent(new LineStream(await answer.Content.ReadAsStreamAsync(cancellationToken)));
        foreach (var header in answer.Content.Headers) { guarded.Headers.TryAddWithoutValidation(header.Key, header.Value); }

        answer.Content = guarded;
        return answer;
    }

    private sealed class LineStream(Stream inner) : Stream
    {
        private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        private int _line;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Check(buffer.Span[..read]);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            Check(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) { inner.Dispose(); }
            base.Dispose(disposing);
        }

        private void Check(ReadOnlySpan<byte> read)
        {
            Span<char> letters = stackalloc char[512];
            try
            {
                for (var rest = read; rest.Length > 0;)
                {
                    _decoder.Convert(rest, letters, flush: false, out var used, out _, out _);
                    rest = rest[used..];
                }
            }
            catch (DecoderFallbackException) { throw new DecoderFailure("The stream is no UTF-8."); }

            var end = read.LastIndexOf((byte)'\n');
            _line = end < 0 ? _line + read.Length : read.Length - end - 1;
            if (_line > MaxLine) { throw new LineTooLongException($"A line has more than {MaxLine} bytes."); }
        }
    }
}
