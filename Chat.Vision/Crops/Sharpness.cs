namespace Chat.Vision.Crops;

/// <summary>How much an aligned face changes from pixel to pixel, against how much it changes at all: smears score low in any light.</summary>
internal static class Sharpness
{
    /// <summary>The mean square of the Laplacian over the variance of the light, of the inner half of the face.</summary>
    public static float Of(ReadOnlySpan<float> planes)
    {
        const int side = FaceCrop.Side, from = side / 4, to = side - from;
        var green = planes.Slice(FaceCrop.Area, FaceCrop.Area);
        float edges = 0, sum = 0, squares = 0;
        for (var row = from; row < to; row++)
        {
            for (var at = (row * side) + from; at < (row * side) + to; at++)
            {
                var edge = (4 * green[at]) - green[at - 1] - green[at + 1] - green[at - side] - green[at + side];
                edges += edge * edge;
                sum += green[at];
                squares += green[at] * green[at];
            }
        }

        const float count = (to - from) * (to - from);
        var variance = (squares / count) - (sum / count * (sum / count));
        return variance < 1 ? 0 : edges / count / variance;
    }
}
