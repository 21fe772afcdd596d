using Chat.Assistant.Replies;
using Chat.Tests.Fakes;

namespace Chat.Tests.Assistant;

public sealed class PacingPieces : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly ReplyText _text = new(1_000);
    private readonly List<(int Offset, string Text)> _told = [];
    private readonly DeltaPacer _pacer;

    public PacingPieces() => _pacer = new(_text, (offset, piece) => _told.Add((offset, piece)), _clock);

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public void The_first_piece_is_told_at_once_and_what_comes_soon_after_in_one()
    {
        Write("one ");
        Write("two ");
        Write("three");
        Assert.Equal([(0, "one ")], _told);

        _clock.Advance(DeltaPacer.Pace);

        Assert.Equal([(0, "one "), (4, "two three")], _told);
    }

    [Fact]
    public void However_fast_the_model_is_twenty_pieces_a_second_are_told()
    {
        for (var at = 0; at < 200; at++)
        {
            Write("word ");
            _clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.InRange(_told.Count, 20, 21);
        Assert.Equal(_text.ToString(), string.Concat(_told.Select(one => one.Text)));
    }

    [Fact]
    public void Nothing_is_told_after_the_end()
    {
        Write("one ");
        Write("two");

        _pacer.Dispose();
        _clock.Advance(DeltaPacer.Pace);

        Assert.Equal([(0, "one ")], _told);
    }

    private void Write(string piece)
    {
        _text.Append(piece);
        _pacer.Wrote();
    }
}
