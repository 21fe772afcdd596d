using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Chat.Tests.Flutter;

/// <summary>
/// MessagePack as the package <c>message_pack_dart</c> writes and reads it for <c>signalr_netcore</c> 1.4.3, with nothing that it does not
/// know: an extension type would come out as null there, and is an error here.
/// </summary>
internal static class DartMessagePack
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(JsonNode? value)
    {
        using var bytes = new MemoryStream();
        Write(bytes, value);
        return bytes.ToArray();
    }

    public static JsonNode? Read(byte[] bytes)
    {
        var at = 0;
        var value = Read(bytes, ref at);
        return at == bytes.Length ? value : throw new FormatException($"{bytes.Length - at} bytes are left over.");
    }

    private static void Write(MemoryStream bytes, JsonNode? value)
    {
        switch (value)
        {
            case null: bytes.WriteByte(0xc0); break;
            case JsonArray array:
                Head(bytes, array.Count, 0x90, 15, [0xdc, 0xdd]);
                foreach (var item in array) { Write(bytes, item); }
                break;
            case JsonObject map:
                Head(bytes, map.Count, 0x80, 15, [0xde, 0xdf]);
                foreach (var (key, item) in map)
                {
                    Write(bytes, key);
                    Write(bytes, item);
                }

                break;
            case JsonValue simple when simple.TryGetValue<bool>(out var flag): bytes.WriteByte(flag ? (byte)0xc3 : (byte)0xc2); break;
            case JsonValue simple when simple.TryGetValue<int>(out var number): bytes.Write(Number(number)); break;
            case JsonValue simple when simple.TryGetValue<string>(out var text):
                var utf8 = Strict.GetBytes(text);
                if (utf8.Length is > 31 and <= 0xff) { bytes.Write([0xd9, (byte)utf8.Length]); } else { Head(bytes, utf8.Length, 0xa0, 31, [0xda, 0xdb]); }

                bytes.Write(utf8);
                break;
            default: throw new NotSupportedException($"{value}");
        }
    }

    private static void Head(MemoryStream bytes, int count, byte tiny, int tinyMax, byte[] larger)
    {
        if (count <= tinyMax) { bytes.WriteByte((byte)(tiny | count)); }
        else if (count <= 0xffff) { bytes.Write([larger[0], (byte)(count >> 8), (byte)count]); }
        else { bytes.Write([larger[1], (byte)(count >> 24), (byte)(count >> 16), (byte)(count >> 8), (byte)count]); }
    }

    private static byte[] Number(int number) => number switch
    {
        >= 0 and <= 127 or < 0 and >= -32 => [(byte)number],
        >= 0 and <= 0xff => [0xcc, (byte)number],
        >= 0 and <= 0xffff => [0xcd, (byte)(number >> 8), (byte)number],
        >= 0 => [0xce, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number],
        >= -128 => [0xd0, (byte)number],
        >= -32768 => [0xd1, (byte)(number >> 8), (byte)number],
        _ => [0xd2, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number],
    };

    private static JsonNode? Read(byte[] bytes, ref int at)
    {
        var head = bytes[at++];
        switch (head)
        {
            case >= 0xe0: return (long)head - 256;
            case <= 0x7f: return (long)head;
            case >= 0xa0 and <= 0xbf: return Text(bytes, ref at, head & 0x1f);
            case >= 0x90 and <= 0x9f: return Array(bytes, ref at, head & 0xf);
            case >= 0x80 and <= 0x8f: return Map(bytes, ref at, head & 0xf);
            case 0xc0: return null;
            case 0xc2: return false;
            case 0xc3: return true;
            case 0xca: return BinaryPrimitives.ReadSingleBigEndian(Take(bytes, ref at, 4));
            case 0xcb: return BinaryPrimitives.ReadDoubleBigEndian(Take(bytes, ref at, 8));
            case >= 0xcc and <= 0xcf: return Unsigned(bytes, ref at, 1 << (head - 0xcc));
            case 0xd0: return (long)(sbyte)Take(bytes, ref at, 1)[0];
            case 0xd1: return (long)BinaryPrimitives.ReadInt16BigEndian(Take(bytes, ref at, 2));
            case 0xd2: return (long)BinaryPrimitives.ReadInt32BigEndian(Take(bytes, ref at, 4));
            case 0xd3: return BinaryPrimitives.ReadInt64BigEndian(Take(bytes, ref at, 8));
            case >= 0xd9 and <= 0xdb: return Text(bytes, ref at, (int)Unsigned(bytes, ref at, 1 << (head - 0xd9)));
            case >= 0xc4 and <= 0xc6: return Convert.ToBase64String(Take(bytes, ref at, (int)Unsigned(bytes, ref at, 1 << (head - 0xc4))));
            case 0xdc or 0xdd: return Array(bytes, ref at, (int)Unsigned(bytes, ref at, head is 0xdc ? 2 : 4));
            case 0xde or 0xdf: return Map(bytes, ref at, (int)Unsigned(bytes, ref at, head is 0xde ? 2 : 4));
            default: throw new FormatException($"A Flutter app cannot read 0x{head:x2}.");
        }
    }

    private static long Unsigned(byte[] bytes, ref int at, int size)
    {
        var number = 0L;
        foreach (var part in Take(bytes, ref at, size)) { number = (number << 8) | part; }

        return number;
    }

    private static string Text(byte[] bytes, ref int at, int length) => Strict.GetString(Take(bytes, ref at, length));

    private static JsonArray Array(byte[] bytes, ref int at, int count)
    {
        var array = new JsonArray();
        for (var item = 0; item < count; item++) { array.Add(Read(bytes, ref at)); }

        return array;
    }

    private static JsonObject Map(byte[] bytes, ref int at, int count)
    {
        var map = new JsonObject();
        for (var item = 0; item < count; item++)
        {
            var key = Read(bytes, ref at)!.GetValue<string>();
            map.Add(key, Read(bytes, ref at));
        }

        return map;
    }

    private static ReadOnlySpan<byte> Take(byte[] bytes, ref int at, int count)
    {
        var taken = bytes.AsSpan(at, count);
        at += count;
        return taken;
    }
}
