namespace Chat.Bench.Load;

internal interface IRound
{
    void Hear(Member member, Heard heard, long now);

    void Lost(Exception failure);
}
