using System.Buffers;
using System.Text.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Protocol;
using Chat.Contracts.Protocol.MessagePack;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>
/// Whatever bytes come, there are three outcomes: a message (which may be a refused call), more bytes are needed, or
/// <see cref="InvalidDataException"/>. And none of them costs more memory than a small multiple of what was sent.
/// </summary>
public sealed class HostileBytes
{
    private const int Mutations = 60_000;

    private static readonly FixedBinder[] s_binders =
    [
        new(typeof(Letter), typeof(Letter)),
        new(typeof(List<Letter[]>), typeof(LoginRequest)),
        new(typeof(object), typeof(object)),
        new(typeof(RawResult), typeof(byte[])),
        new(typeof(Dictionary<string, List<int?>>), typeof(Stamp)),
        new(typeof(decimal?), typeof(JsonElement)),
    ];

    /// <summary>What the runtime makes once, for the first call and for the first refusal of a type, is no sender's cost.</summary>
    static HostileBytes()
    {
        foreach (var binder in s_binders)
        {
            foreach (var body in new byte[][] { [120], [], [0x92, 0x80, 0x80], [0x92, 0xc0, 0xc0], [0x91, 0xff] })
            {
                try
                {
                    var input = new ReadOnlySequence<byte>(Call(body));
                    _ = Frames.Protocol.TryParseMessage(ref input, binder, out _);
                }
                catch (InvalidDataException) { }
            }
        }
    }

    [Fact]
    public void Random_bytes_have_only_three_outcomes()
    {
        var bytes = ArbMap.Default.ArbFor<byte[]>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(400), Prop.ForAll(bytes, sent =>
        {
            foreach (var binder in s_binders)
            {
                Offer(sent, binder);
                Offer([(byte)(sent.Length & 0x7f), .. sent], binder);
                Offer(Call(sent), binder);
            }
        }));
    }

    [Fact]
    public void Real_frames_with_something_wrong_have_only_three_outcomes()
    {
        var random = new Random(20261120);
        var frames = RealFrames();
        var outcomes = new int[3];
        for (var round = 0; round < Mutations; round++)
        {
            var sent = Mutate(random, frames);
            outcomes[(int)Offer(sent, s_binders[round % s_binders.Length])]++;
        }

        // A run in which one of the three never came would prove little.
        Assert.All(outcomes, count => Assert.InRange(count, Mutations / 100, Mutations));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        foreach (var binder in s_binders)
        {
            byte[] deep = [.. Enumerable.Repeat((byte)0x91, 100_000), 0xc0];
            Assert.Equal(Outcome.Closed, Offer(Frames.Framed([0x94, 0x02, 0x80, 0xa1, 0x31, .. deep]), binder));
        }
    }

    [Theory]
    [InlineData("dd7fffffff")]
    [InlineData("df7fffffff")]
    [InlineData("c67fffffff")]
    [InlineData("db7fffffff")]
    [InlineData("c97fffffff01")]
    [InlineData("ddffffffff")]
    [InlineData("dc ffff")]
    public void A_length_beyond_what_is_there_is_refused_before_anything_is_made_for_it(string value)
    {
        byte[] claim = Convert.FromHexString(value.Replace(" ", "", StringComparison.Ordinal));
        foreach (var binder in s_binders) { Assert.Equal(Outcome.Closed, Offer(Frames.Framed([0x94, 0x02, 0x80, 0xa1, 0x31, .. claim]), binder)); }
    }

    [Theory]
    [InlineData("dc0002c0")]
    [InlineData("92c0")]
    [InlineData("de0001c0")]
    [InlineData("81c0")]
    public void A_count_that_the_bytes_left_cannot_hold_is_refused_at_its_head(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new MessagePackReader(bytes);
            return reader.Peek() is MessagePackKind.Map ? reader.ReadMapHead() : reader.ReadArrayHead();
        });
    }

    [Theory]
    [InlineData("910600")]
    [InlineData("90")]
    [InlineData("91c0")]
    [InlineData("9101")]
    [InlineData("960180a131a2c3289190")]
    [InlineData("960180a131a09190")]
    [InlineData("9502c0a1312ac0")]
    [InlineData("940480a1319090")]
    [InlineData("940380a13104")]
    public void Bytes_that_are_no_envelope_are_refused(string body) =>
        Assert.Equal(Outcome.Closed, Offer(Frames.Framed(Convert.FromHexString(body)), s_binders[0]));

    [Fact]
    public void A_claimed_count_makes_no_room_before_its_elements_are_there()
    {
        // Fifty thousand are claimed and there are bytes for them, but the first is none.
        var frame = Frames.Framed([0x94, 0x02, 0x80, 0xa1, 0x31, 0xdd, 0x00, 0x00, 0xc3, 0x50, 0xc3, .. new byte[49_999]]);
        var binder = new FixedBinder(typeof(List<Stamp>));
        Offer(frame, binder);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Outcome.Message, Offer(frame, binder));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void More_elements_than_anybody_needs_are_refused()
    {
        byte[] many = [0x94, 0x02, 0x80, 0xa1, 0x31, 0xdd, 0x00, 0x01, 0x86, 0xa1, .. new byte[100_001]];
        Assert.Equal(Outcome.Closed, Offer(Frames.Framed(many), new FixedBinder(typeof(int[]))));
    }

    [Theory]
    [InlineData("ffffffff7f")]
    [InlineData("8080808008")]
    [InlineData("ffffffffff01")]
    public void A_frame_that_claims_more_than_two_gibibytes_is_refused(string hex) =>
        Assert.Equal(Outcome.Closed, Offer(Convert.FromHexString(hex), s_binders[0]));

    private static Outcome Offer(byte[] sent, FixedBinder binder)
    {
        var input = new ReadOnlySequence<byte>(sent);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            while (Frames.Protocol.TryParseMessage(ref input, binder, out _))
            {
                if (input.IsEmpty) { return Outcome.Message; }
            }

            return Outcome.NeedsMore;
        }
        catch (InvalidDataException)
        {
            return Outcome.Closed;
        }
        finally
        {
            // An empty record is one byte on the wire and some two hundred here; what a refusal itself costs is the rest.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000 + (400L * sent.Length));
        }
    }

    private static byte[] Mutate(Random random, byte[][] frames)
    {
        byte[] sent = [.. frames[random.Next(frames.Length)]];
        for (var times = random.Next(1, 4); times > 0 && sent.Length > 0; times--)
        {
            var at = random.Next(sent.Length);
            sent = random.Next(8) switch
            {
                0 => sent[..at],
                1 => [.. sent[..at], .. sent[random.Next(at, sent.Length)..]],
                2 => Splice(random, sent, at, frames[random.Next(frames.Length)]),
                3 => [.. sent[..at], (byte)random.Next(0xc0, 0xe0), 0xff, 0xff, 0xff, 0xff, .. sent[at..]],
                4 => [.. sent[..at], .. Enumerable.Repeat((byte)(random.Next(2) == 0 ? 0x91 : 0x81), 60), .. sent[at..]],
                5 => Set(sent, at, (byte)random.Next(256)),
                6 => Set(sent, at, (byte)(sent[at] ^ (1 << random.Next(8)))),
                _ => Set(sent, at, (byte)(0xc0 + random.Next(32))),
            };

            // Half of the time the length in front is made right again, so that what is behind it gets read.
            if (random.Next(2) == 0 && sent.Length > 2) { sent = Frames.Framed(sent[Math.Min(2, sent.Length - 1)..]); }
        }

        return sent;
    }

    private static byte[] Splice(Random random, byte[] sent, int at, byte[] other) => [.. sent[..at], .. other[random.Next(other.Length)..]];

    private static byte[] Set(byte[] sent, int at, byte value)
    {
        sent[at] = value;
        return sent;
    }

    private static byte[] Call(byte[] argument) => Frames.Framed([0x96, 0x01, 0x80, 0xa1, 0x31, 0xa1, 0x6d, 0x91, .. argument, 0x90]);

    private static byte[][] RealFrames()
    {
        var headers = new Dictionary<string, string> { ["x"] = "y" };
        HubMessage[] messages =
        [
            .. Enumerable.Range(0, 12).Select(seed => new InvocationMessage("1", "m", [Letters.Any(new Random(seed), depth: 1)]) { Headers = headers }),
            new InvocationMessage("1", "m", [new LoginRequest { Username = "ánh", Password = "x" }]),
            new StreamInvocationMessage("1", "m", [new Stamp(Guid.NewGuid(), "vn")], ["2", "3"]),
            new StreamItemMessage("1", new Dictionary<string, List<int?>> { ["a"] = [1, null, int.MaxValue] }),
            new StreamItemMessage("1", new byte[300]),
            CompletionMessage.WithResult("1", new List<Letter[]> { new[] { Letters.Full() } }),
            CompletionMessage.WithError("1", "invalid: no"),
            CompletionMessage.Empty("1"),
            new CancelInvocationMessage("1"),
            PingMessage.Instance,
            new CloseMessage("x", allowReconnect: true),
            new AckMessage(7),
            new SequenceMessage(8),
        ];
        return [.. messages.Select(message => Frames.Protocol.GetMessageBytes(message).ToArray()).Where(frame => frame.Length < 4_000)];
    }

    private enum Outcome
    {
        Message,
        NeedsMore,
        Closed,
    }
}
