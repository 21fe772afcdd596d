using Chat.Contracts.Accounts;
using Chat.Contracts.Faces;

namespace Chat.Core.Faces;

/// <summary>What looking at a camera gives, in order.</summary>
public abstract record FrameNews
{
    private FrameNews()
    {
    }

    public sealed record Answer(FrameResult Result) : FrameNews;

    /// <summary>The person before the camera is known and this connection is theirs.</summary>
    public sealed record Known(Session Session, Greeting Greeting) : FrameNews;

    /// <summary>A good face that nobody is known by.</summary>
    public sealed record Stranger(RegistrationRequested Request) : FrameNews;
}
