namespace Chat.Contracts.Accounts;

public sealed record RegisterUserRequest
{
    public required string Username { get; init; }

    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }

    public byte[]? FaceImage { get; init; }

    /// <summary>The face is the last frame of this connection that held exactly one good face.</summary>
    public bool? UseLastFrame { get; init; }

    /// <summary>Of a device that knows other faces already, when this one is given; absent, the device gets a key.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>What the list of devices calls it.</summary>
    public string? DeviceName { get; init; }

    public string? Language { get; init; }
}

public sealed record LoginRequest
{
    public required string Username { get; init; }

    public required string Password { get; init; }
}

public sealed record RefreshSessionRequest
{
    public required string RefreshToken { get; init; }
}

public sealed record LogoutRequest
{
    /// <summary>The session to end; absent, the one that the call is made with.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Ends every session of the user, on every device.</summary>
    public bool? Everywhere { get; init; }
}

public sealed record UpdateProfileRequest
{
    public string? DisplayName { get; init; }

    public byte[]? Avatar { get; init; }

    public string? Language { get; init; }
}
