using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;

namespace Chat.Bench.Idle;

/// <summary>
/// Asks a process to collect its garbage, so that what is left is what it needs. A .NET process does so at the begin of an event
/// session that wants the heap (https://github.com/dotnet/diagnostics/blob/main/documentation/design-docs/ipc-protocol.md); node at a signal.
/// </summary>
internal static class GarbageCollection
{
    private const long HeapCollect = 0x800000;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(3);

    public static async Task OfDotnetAsync(int processId, CancellationToken cancellationToken)
    {
        var door = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").First();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(door), cancellationToken);
        await socket.SendAsync(CollectTracing(), cancellationToken);

        // The collection is done once its session has become quiet; the session ends with the socket.
        var buffer = new byte[64 * 1024];
        var isQuiet = false;
        while (!isQuiet)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            quiet.CancelAfter(s_quiet);
            try { isQuiet = await socket.ReceiveAsync(buffer.AsMemory(), quiet.Token) is 0; }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { isQuiet = true; }
        }
    }

    public static async Task OfNodeAsync(int processId, CancellationToken cancellationToken)
    {
        using var ask = System.Diagnostics.Process.Start("kill", ["-USR2", processId.ToString(CultureInfo.InvariantCulture)]);
        await ask.WaitForExitAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
    }

    private static byte[] CollectTracing()
    {
        const int header = 20, eventPipe = 2, collectTracing2 = 3, informational = 4, netTrace = 1;
        using var message = new MemoryStream();
        using var writer = new BinaryWriter(message);
        writer.Write("DOTNET_IPC_V1\0"u8);
        writer.Write((ushort)0);
        writer.Write((byte)eventPipe);
        writer.Write((byte)collectTracing2);
        writer.Write((ushort)0);

        writer.Write(16u);
        writer.Write((uint)netTrace);
        writer.Write(false);
        writer.Write(1u);
        writer.Write(HeapCollect);
        writer.Write((uint)informational);
        Write(writer, "Microsoft-Windows-DotNETRuntime");
        writer.Write(0u);

        var bytes = message.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(14), checked((ushort)bytes.Length));
        return bytes.Length > header ? bytes : throw new InvalidOperationException("A message of nothing.");
    }

    /// <summary>UTF-16 with a zero at its end, its length before it.</summary>
    private static void Write(BinaryWriter writer, string text)
    {
        writer.Write((uint)text.Length + 1);
        writer.Write(System.Text.Encoding.Unicode.GetBytes(text + '\0'));
    }
}
