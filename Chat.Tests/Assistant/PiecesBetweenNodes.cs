using System.Text.Json.Nodes;
using Chat.Contracts.Messages;
using Chat.Hubs.Assistant;

namespace Chat.Tests.Assistant;

public sealed class PiecesBetweenNodes
{
    private static readonly DeltaLine s_line = new(
        Guid.Parse("0196c0de-0000-7000-8000-000000000001"), 7,
        new()
        {
            ConversationId = Guid.Parse("0196c0de-0000-7000-8000-00000000000a"), MessageId = Guid.Parse("0196c0de-0000-7000-8000-000000000001"),
            Offset = 3, Text = "trà nóng", Revision = 7,
        });

    [Fact]
    public void A_piece_keeps_its_revision_on_its_way_to_another_node() => Assert.Equal(s_line, DeltaLine.Read(s_line.Write()));

    [Fact]
    public void Every_part_of_a_long_piece_has_its_revision()
    {
        var parts = DeltaLine.Cut(s_line.Delta! with { Text = new('a', 2_000) }).ToArray();

        Assert.True(parts.Length > 1);
        Assert.All(parts, part => Assert.Equal(7, part.Revision));
    }

    [Fact]
    public void A_line_of_an_older_node_is_read_and_names_no_revision_of_its_piece()
    {
        var line = JsonNode.Parse(s_line.Write())!.AsObject();
        Assert.True(line["Delta"]!.AsObject().Remove("Revision"));

        Assert.Equal(s_line with { Delta = s_line.Delta! with { Revision = null } }, DeltaLine.Read(line.ToJsonString()));
    }

    [Fact]
    public void An_older_node_reads_a_line_that_says_more_than_it_knows()
    {
        var line = JsonNode.Parse(s_line.Write())!.AsObject();
        line["Delta"]!["Later"] = 1;

        Assert.Equal(s_line, DeltaLine.Read(line.ToJsonString()));
    }
}
