using Chat.Core.Faces;
using Chat.Core.Faces.Matching;

namespace Chat.Tests.Faces;

/// <summary>The search finds what a comparison with every vector in full would find.</summary>
public sealed class Matching : IDisposable
{
    private readonly TemplateIndex _index = new();
    private readonly Random _random = new(6);

    public void Dispose() => _index.Dispose();

    [Fact]
    public void The_best_match_is_the_one_of_the_full_comparison()
    {
        var enrolled = Enumerable.Range(0, 6_000).Select(_ => (Account: Guid.NewGuid(), Vector: Any())).ToArray();
        foreach (var (account, vector) in enrolled) { _index.Replace(account, [vector]); }

        for (var round = 0; round < 200; round++)
        {
            var asked = round % 2 is 0 ? Any() : Near(enrolled[_random.Next(enrolled.Length)].Vector);
            var best = enrolled.MaxBy(one => Vectors.Dot(one.Vector, asked));
            var found = _index.Search(asked)!.Value;
            Assert.Equal(best.Account, found.AccountId);
            Assert.Equal(Vectors.Dot(best.Vector, asked), found.Likeness, 1e-5f);
        }
    }

    [Fact]
    public void Two_that_are_almost_the_same_are_told_apart()
    {
        var one = Any();
        for (var step = 1; step <= 200; step++)
        {
            var near = (float[])one.Clone();
            near[step % near.Length] += 0.01f;
            _index.Replace(Guid.NewGuid(), [Vectors.Normalise(near)]);
        }

        var account = Guid.NewGuid();
        _index.Replace(account, [one]);
        Assert.Equal(account, _index.Search(one)!.Value.AccountId);
    }

    [Fact]
    public void Who_goes_is_found_no_more_and_those_who_stay_are()
    {
        var people = Enumerable.Range(0, 200).Select(_ => (Account: Guid.NewGuid(), Vectors: (float[][])[Any(), Any(), Any()])).ToArray();
        foreach (var (account, vectors) in people) { _index.Replace(account, vectors); }
        foreach (var (account, _) in people.Where((_, at) => at % 3 is 0)) { _index.Replace(account, []); }

        Assert.Equal(3 * people.Where((_, at) => at % 3 is not 0).Count(), _index.Count);
        foreach (var ((account, vectors), at) in people.Select((person, at) => (person, at)))
        {
            foreach (var vector in vectors)
            {
                var found = _index.Search(vector)!.Value;
                Assert.Equal(at % 3 is not 0, found.AccountId == account && found.Likeness > 0.999f);
            }
        }
    }

    [Fact]
    public void Among_a_devices_accounts_nobody_else_is_found()
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        var face = Any();
        _index.Replace(theirs, [face]);
        _index.Replace(mine, [Any()]);

        var (best, second) = _index.SearchAmong([mine, Guid.NewGuid()], face);
        Assert.Equal(mine, best!.Value.AccountId);
        Assert.True(best.Value.Likeness < 0.6f);
        Assert.Null(second);
        Assert.Null(new TemplateIndex().Search(face));
    }

    private float[] Any() => Vectors.Normalise([.. Enumerable.Range(0, 128).Select(_ => (float)Gauss())]);

    private float[] Near(float[] vector) => Vectors.Normalise([.. vector.Select(number => number + (0.05f * (float)Gauss()))]);

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
