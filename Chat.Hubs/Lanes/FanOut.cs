using Chat.Hubs.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Hubs.Lanes;

/// <summary>One event to many connections of this node, without waiting for any.</summary>
internal sealed class FanOut(Devices devices)
{
    public bool IsAnyHere(Guid[] accounts) => devices.Accounts > 0 && Array.Exists(accounts, devices.IsHere);

    public Guid[] Here(Guid[] accounts) => devices.Accounts is 0 ? [] : Array.FindAll(accounts, devices.IsHere);

    public void Send(ReadOnlySpan<Guid> accounts, SerializedHubMessage message)
    {
        foreach (var account in accounts) { Send(account, message); }
    }

    public void Send(Guid account, SerializedHubMessage message)
    {
        foreach (var device in devices.Of(account)) { device.Outbox!.Send(message); }
    }

    public void SendEphemeral(ReadOnlySpan<Guid> accounts, EphemeralKey key, SerializedHubMessage message)
    {
        foreach (var account in accounts) { SendEphemeral(account, key, message); }
    }

    public void SendEphemeral(Guid account, EphemeralKey key, SerializedHubMessage message)
    {
        foreach (var device in devices.Of(account)) { device.Outbox!.SendEphemeral(key, message); }
    }
}
