namespace Chat.Core.Faces;

/// <summary>What a connection remembers of its camera: whether one is on, and the last good face. Never a pixel.</summary>
public sealed class CameraSeat
{
    /// <summary>An older face may be of somebody who has left.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private int _isOn;
    private volatile GoodFace? _last;

    public bool IsOn => _isOn is not 0;

    /// <summary>False when it is on already.</summary>
    internal bool TryTurnOn() => Interlocked.Exchange(ref _isOn, 1) is 0;

    internal void TurnOff() => Volatile.Write(ref _isOn, 0);

    internal void Keep(GoodFace face) => _last = face;

    internal GoodFace? LastGoodFace(TimeProvider clock) =>
        _last is { } face && clock.GetElapsedTime(face.At) <= Memory ? face : null;
}

/// <summary>The vector of one frame that held exactly one good face.</summary>
/// <param name="At">A timestamp of the clock.</param>
internal sealed record GoodFace(float[] Embedding, string Model, long At);
