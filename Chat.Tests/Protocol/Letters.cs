namespace Chat.Tests.Protocol;

internal static class Letters
{
    private static readonly string[] s_texts =
        ["", "a", "hello", "Xin chào, tôi cần giúp đỡ", "🙂🙃", "quote \" and \\ and \u0001", new('x', 31), new('x', 32), new('é', 130), new('字', 300)];

    public static Letter Full() => Any(new Random(7), depth: 1) with
    {
        Image = [0, 1, 2, 255],
        Pages = [[1], []],
        Note = "a note",
        AlwaysThere = null,
        Seq = -(1L << 53) + 1,
        Price = 12.5m,
        Loudness = 0.5f,
        Replies = [],
        Counts = new Dictionary<string, int> { ["x"] = 1, ["ý"] = -2 },
    };

    public static Letter Any(Random random, int depth = 2) => new()
    {
        Id = NewId(random),
        Text = Text(random),
        Tone = (Tone)random.Next(3),
        SentAt = Moment(random),
        Seq = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
        Score = Number(random),
        // A float is the same number in both only where eight bytes do not see more digits than four.
        Loudness = random.Next(256) / 256f,
        IsRead = random.Next(2) == 0,
        HeardUpTo = Maybe(random, () => (int?)random.Next(int.MinValue, int.MaxValue)),
        ReplyTo = Maybe(random, () => (Guid?)NewId(random)),
        EditedAt = Maybe(random, () => (DateTimeOffset?)Moment(random)),
        Mood = Maybe(random, () => (Tone?)random.Next(3)),
        Note = Maybe(random, () => Text(random)),
        Image = Maybe(random, () => Bytes(random)),
        Tags = Many(random, () => Text(random)),
        Counts = Maybe(random, () => Enumerable.Range(0, random.Next(20)).ToDictionary(at => $"{Text(random)}{at}", at => at * at)),
        Replies = depth == 0 ? null : Maybe(random, () => Many(random, () => Any(random, depth - 1))),
        Stamp = Maybe(random, () => new Stamp(NewId(random), Text(random), random.Next(500), Maybe(random, () => Text(random)))),
        Corner = new Corner(random.NextDouble(), random.Next(5)),
        Pages = Maybe(random, () => Many(random, () => Bytes(random)).ToArray()),
        Price = Maybe(random, () => (decimal?)(random.Next(100_000) / 100m)),
        AlwaysThere = Maybe(random, () => Text(random)),
        Number = (uint)random.NextInt64(uint.MaxValue),
    };

    private static T? Maybe<T>(Random random, Func<T> make) => random.Next(2) == 0 ? default : make();

    private static List<T> Many<T>(Random random, Func<T> make) => [.. Enumerable.Range(0, random.Next(8) == 0 ? 20 : random.Next(3)).Select(_ => make())];

    private static string Text(Random random) => s_texts[random.Next(random.Next(8) == 0 ? s_texts.Length : s_texts.Length - 2)];

    private static double Number(Random random) => random.Next(3) switch { 0 => random.Next(-5, 5), 1 => random.NextDouble(), _ => random.NextSingle() * 1e10 };

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? 300 : random.Next(5)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    // To the millisecond, as the wire has it.
    private static DateTimeOffset Moment(Random random) => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(4_102_444_800_000));
}
