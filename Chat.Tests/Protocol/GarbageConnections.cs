using Chat.Tests.Running;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Tests.Protocol;

/// <summary>What a live connection may send, and what comes of it.</summary>
public sealed class GarbageConnections
{
    public static TheoryData<string> Garbage => new(
        "ffffffffff", "ffffffff08", "0100", "01c1", "00", "02c7ff", "09960180a131a16d91ff", "0796dfffffffff00",
        "0b940280a131dbffffffff00", "0c960180dfffffffffa131a16d", "05dc7fff0101");

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task One_that_sends_garbage_is_closed_and_the_others_are_served(string hex)
    {
        using var limit = Waiting.Limited(TestContext.Current.CancellationToken);
        await using var server = await ProtocolServer.StartAsync(limit.Token);
        using var bad = await RawConnection.OpenAsync(server.Address, limit.Token);
        using var good = await RawConnection.OpenAsync(server.Address, limit.Token);

        await bad.SendAsync(Convert.FromHexString(hex), limit.Token);

        var last = await bad.ReceiveAsync(limit.Token);
        Assert.IsType<CloseMessage>(Frames.Parse(last, FixedBinder.OfInt));
        Assert.Empty(await bad.ReceiveAsync(limit.Token));
        Assert.Equal("end 1 value 42", await AddAsync(good, limit.Token));
    }

    [Fact]
    public async Task One_that_sends_half_a_frame_and_then_nothing_holds_nobody_up()
    {
        using var limit = Waiting.Limited(TestContext.Current.CancellationToken);
        await using var server = await ProtocolServer.StartAsync(limit.Token);
        using var slow = await RawConnection.OpenAsync(server.Address, limit.Token);
        using var good = await RawConnection.OpenAsync(server.Address, limit.Token);
        var call = Frames.Protocol.GetMessageBytes(new InvocationMessage("1", "Add", [40, 2])).ToArray();

        await slow.SendAsync(call[..5], limit.Token);
        Assert.Equal("end 1 value 42", await AddAsync(good, limit.Token));

        await slow.SendAsync(call[5..], limit.Token);
        Assert.Equal("end 1 value 42", MessageText.Of(Frames.Parse(await slow.ReceiveAsync(limit.Token), FixedBinder.OfInt)!));
    }

    private static async Task<string> AddAsync(RawConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(Frames.Protocol.GetMessageBytes(new InvocationMessage("1", "Add", [40, 2])).ToArray(), cancellationToken);
        return MessageText.Of(Frames.Parse(await connection.ReceiveAsync(cancellationToken), FixedBinder.OfInt)!);
    }
}
